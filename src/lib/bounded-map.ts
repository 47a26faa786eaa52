/** Evict down to this share of the limit, so that a full map does not evict on every insert. */
const TARGET_FILL = 0.95;

/**
 * A map that evicts its oldest entries once their total size exceeds `most`. An entry's size is 1 unless `sizeOf`
 * says otherwise. Replacing a value does not make its entry younger.
 */
export class BoundedMap<V> extends Map<string, V> {
  readonly #most: number;
  readonly #sizeOf: ((value: V) => number) | undefined;
  /** Of what `sizeOf` says. */
  #total = 0;

  constructor(most: number, sizeOf?: (value: V) => number) {
    super();
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  override set(key: string, value: V): this {
    if (this.#sizeOf) this.#total += this.#sizeOf(value) - this.#sizeAt(key, this.#sizeOf);
    super.set(key, value);
    if (this.#fill > this.#most) this.#evict();
    return this;
  }

  override delete(key: string): boolean {
    if (this.#sizeOf) this.#total -= this.#sizeAt(key, this.#sizeOf);
    return super.delete(key);
  }

  override clear(): void {
    super.clear();
    this.#total = 0;
  }

  get #fill(): number {
    return this.#sizeOf ? this.#total : this.size;
  }

  #sizeAt(key: string, sizeOf: (value: V) => number): number {
    const value = this.get(key);
    return value === undefined ? 0 : sizeOf(value);
  }

  #evict(): void {
    for (const key of this.keys()) {
      if (this.#fill <= this.#most * TARGET_FILL) return;
      this.delete(key);
    }
  }
}
