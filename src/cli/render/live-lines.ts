import type { Io } from '../shared/io.js';

/** Lines on stderr that are drawn anew in place. Only for a terminal; its cursor stays visible. */
export class LiveRegion {
  readonly #io: Io;
  #height = 0;

  constructor(io: Io) {
    this.#io = io;
  }

  /** How many lines fit. */
  get room(): number {
    return Math.max(4, this.#io.rows - 2);
  }

  draw(lines: readonly string[]): void {
    this.#io.err(`${this.#erase()}${lines.map((line) => `${line}\n`).join('')}`);
    this.#height = lines.length;
  }

  clear(): void {
    if (this.#height) this.#io.err(this.#erase());
    this.#height = 0;
  }

  /** Up to the first line, and everything from there on away. */
  #erase(): string {
    return this.#height ? `\u001b[${this.#height}F\u001b[0J` : '';
  }
}
