/** Close enough for a sandbox. */
export const CHARACTERS_PER_TOKEN = 4;
/** What a picture counts, at every provider: Gemini's 258. */
const PICTURE = ' '.repeat(258 * CHARACTERS_PER_TOKEN);
/** Base64 of a picture, in JSON. */
const BASE64 = /[A-Za-z0-9+/]{400,}={0,2}/g;

export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.replace(BASE64, PICTURE).length / CHARACTERS_PER_TOKEN));
}

/** The first tokens of a text. */
export function firstTokens(text: string, count: number): string {
  return text.slice(0, count * CHARACTERS_PER_TOKEN);
}

/** The pieces in which a text is streamed: words, each with the space after it. */
export function splitText(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
