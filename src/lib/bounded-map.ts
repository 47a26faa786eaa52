/** Share of the room that is left when some was made, so that it is not made again at every entry. */
const LEFT = 0.95;

/**
 * A map that drops its oldest entries when all together are larger than `most`. An entry's size is 1 unless
 * `sizeOf` says otherwise; a replaced one keeps its place.
 */
export class BoundedMap<V> extends Map<string, V> {
  readonly #most: number;
  readonly #sizeOf: (value: V) => number;
  #total = 0;

  constructor(most: number, sizeOf: (value: V) => number = () => 1) {
    super();
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  override set(key: string, value: V): this {
    this.#total += this.#sizeOf(value) - this.#size(key);
    super.set(key, value);
    if (this.#total > this.#most) this.#makeRoom();
    return this;
  }

  override delete(key: string): boolean {
    this.#total -= this.#size(key);
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#total = 0;
  }

  #size(key: string): number {
    const value = this.get(key);
    return value === undefined ? 0 : this.#sizeOf(value);
  }

  #makeRoom(): void {
    for (const key of this.keys()) {
      if (this.#total <= this.#most * LEFT) return;
      this.delete(key);
    }
  }
}
