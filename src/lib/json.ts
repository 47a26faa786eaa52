/** `lib/`: what any program could use; imports nothing of the other rooms. */

/** A JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than any real document, and shallow enough for every recursive function. */
export const MAX_NESTING = 400;

/** undefined if the text is not JSON, or is nested deeper than MAX_NESTING: what it returns can be walked recursively. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const [QUOTE, BACKSLASH, LIST, OBJECT, END_OF_LIST, END_OF_OBJECT] = [0x22, 0x5c, 0x5b, 0x7b, 0x5d, 0x7d];

function isTooDeep(text: string): boolean {
  // Every level has two brackets.
  if (text.length <= 2 * MAX_NESTING) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false;
    } else if (character === LIST || character === OBJECT) {
      if (++depth > MAX_NESTING) return true;
    } else if (character === END_OF_LIST || character === END_OF_OBJECT) depth--;
  }
  return false;
}

/** The quote that ends the string, or -1. Most of a document is strings, and `indexOf` is far faster than a loop. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes stands before. */
export function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

/** undefined if the text is not a JSON object. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  // Checking the first character is far cheaper than a thrown error, and empty bodies are common.
  const value = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  return isRecord(value) ? value : undefined;
}

/** For messages: `an object`, `a string`, `null`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
