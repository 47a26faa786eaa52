import { parseJson } from './json.js';

/** A view into JSON of unknown shape. A missing step gives a view of undefined; nothing throws. */
export class Json {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  /** undefined if the text is not JSON. */
  static parse(text: string): Json | undefined {
    const value = parseJson(text);
    return value === undefined ? undefined : new Json(value);
  }

  at(key: string | number): Json {
    const value = this.value;
    if (Array.isArray(value)) return new Json(typeof key === 'number' ? value.at(key) : undefined);
    if (typeof value !== 'object' || value === null) return new Json(undefined);
    return new Json(Object.getOwnPropertyDescriptor(value, key)?.value);
  }

  exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  array(): Json[] | undefined {
    return Array.isArray(this.value) ? this.value.map((item) => new Json(item)) : undefined;
  }

  entries(): [key: string, value: Json][] {
    const value = this.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).map(([key, inner]) => [key, new Json(inner)]);
  }

  /** The string, if it includes `containing`. */
  text(containing = ''): string | undefined {
    return typeof this.value === 'string' && this.value.includes(containing) ? this.value : undefined;
  }

  number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** A number of things. Others send fractions, negative numbers and 1e999 as well. */
  count(): number | undefined {
    const value = this.number();
    return Number.isSafeInteger(value) && value! >= 0 ? value : undefined;
  }

  flag(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined;
  }
}
