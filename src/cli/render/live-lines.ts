import { eraseRows } from '../../lib/text/printable.js';
import type { Io } from '../shared/io.js';

/** Redraws lines on stderr in place. For terminals only; the cursor stays visible. */
export class LiveRegion {
  readonly #io: Io;
  #height = 0;

  constructor(io: Io) {
    this.#io = io;
  }

  /** Number of lines that fit. */
  get maxLines(): number {
    return Math.max(4, this.#io.rows - 2);
  }

  draw(lines: readonly string[]): void {
    this.#io.draw(eraseRows(this.#height));
    this.#io.err(lines.map((line) => `${line}\n`).join(''));
    this.#height = lines.length;
  }

  clear(): void {
    if (this.#height) this.#io.draw(eraseRows(this.#height));
    this.#height = 0;
  }
}
