import { Needles } from './needles.js';

/** A shorter base64 fragment would match by accident. */
const MIN_FRAGMENT = 12;
/** Of a secret's characters, those by which its base64 forms are looked for. */
const START = 8;
/** What those are in base64, wherever in a group of three bytes the first of them is. */
const START_FRAGMENT = 10;

/**
 * base64 encodes groups of three bytes, so a secret inside a longer text (`user:secret`) has three possible encodings.
 * Returns of each the characters that depend on the secret alone, in both alphabets.
 */
export function toBase64(secret: string, minLength = MIN_FRAGMENT): string[] {
  const length = Buffer.byteLength(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + secret).toString('base64');
    const fragment = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + length) * 8) / 6));
    if (fragment.length < minLength) return [];
    return [fragment, fragment.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/**
 * The base64 forms of secrets of at least 8 ASCII characters. A config may have thousands, which mostly begin alike, and a
 * text hardly ever has one in base64: they are encoded when it has the beginning of one.
 */
export class Base64Forms {
  /** Not encoded yet, by their start. */
  readonly #waiting = new Map<string, string[]>();
  readonly #fragments = new Needles(START_FRAGMENT);
  /** Several: a fragment has not all bits of the last character. */
  readonly #startsOf = new Map<string, string[]>();

  add(secret: string): void {
    const start = secret.slice(0, START);
    const alike = this.#waiting.get(start);
    if (alike) return void alike.push(secret);
    this.#waiting.set(start, [secret]);
    for (const fragment of toBase64(start, START_FRAGMENT)) {
      this.#fragments.add(fragment);
      const starts = this.#startsOf.get(fragment);
      if (!starts) this.#startsOf.set(fragment, [start]);
      else if (!starts.includes(start)) starts.push(start);
    }
  }

  /** The forms that the text may have in it, each only once. */
  *takeFor(text: string): Generator<string> {
    for (const [from, end] of this.#fragments.findIn(text)) {
      for (const start of this.#startsOf.get(text.slice(from, end)) ?? []) {
        for (const secret of this.#waiting.get(start) ?? []) yield* toBase64(secret);
        this.#waiting.delete(start);
      }
    }
  }
}
