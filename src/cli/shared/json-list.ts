import type { Io } from './io.js';
import { SCHEMA_VERSION } from './result.js';

/** Streams a JSON document with one long list, so that its size is not limited by memory. */
export class JsonList {
  readonly #io: Io;
  readonly #command: string;
  readonly #list: string;
  #count = 0;
  #begun = false;

  constructor(io: Io, command: string, list: string) {
    this.#io = io;
    this.#command = command;
    this.#list = list;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** Entries so far. */
  get count(): number {
    return this.#count;
  }

  begin(head: object): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#io.out(
      `{\n${fields({ schemaVersion: SCHEMA_VERSION, command: this.#command, ...head })},\n  "${this.#list}": [`,
    );
  }

  /** False if the reader has closed stdout. */
  async add(entries: readonly unknown[]): Promise<boolean> {
    if (!entries.length) return true;
    const texts = entries.map((entry) => `${this.#count++ ? ',' : ''}\n    ${JSON.stringify(entry)}`);
    this.#io.out(texts.join(''));
    return this.#io.flush();
  }

  end(exitCode: number, tail: object = {}): void {
    const document = { count: this.#count, ok: exitCode === 0, exitCode, ...tail };
    this.#io.out(`${this.#count ? '\n  ' : ''}],\n${fields(document)}\n}\n`);
  }
}

function fields(values: object): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
}
