/** Half-open, in UTF-16 code units. */
export type Range = [start: number, end: number];

/** Up to this many texts, searching for each of them is faster than looking at every position. */
const FEW = 100;

/** A set of texts of at least `minLength`, to be found in others in time that does not grow with their number. */
export class Needles {
  readonly #minLength: number;
  readonly #texts = new Set<string>();
  /** The lengths of the texts with the same first `minLength` characters. */
  readonly #lengths = new Map<string, Set<number>>();

  constructor(minLength: number) {
    this.#minLength = minLength;
  }

  get size(): number {
    return this.#texts.size;
  }

  add(text: string): void {
    if (this.#texts.has(text)) return;
    this.#texts.add(text);
    const start = text.slice(0, this.#minLength);
    const lengths = this.#lengths.get(start);
    if (lengths) lengths.add(text.length);
    else this.#lengths.set(start, new Set([text.length]));
  }

  /** Every occurrence of every text; they may overlap. */
  *findIn(text: string): Generator<Range> {
    if (this.#texts.size <= FEW) {
      for (const needle of this.#texts) {
        for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1))
          yield [at, at + needle.length];
      }
      return;
    }
    for (let at = 0; at + this.#minLength <= text.length; at++) {
      const lengths = this.#lengths.get(text.slice(at, at + this.#minLength));
      if (!lengths) continue;
      for (const length of lengths) if (this.#texts.has(text.slice(at, at + length))) yield [at, at + length];
    }
  }
}
