import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIo } from '../../../src/cli/process-io.js';
import { terminalAsker } from '../../../src/cli/prompts/ask.js';
import type { Asker } from '../../../src/cli/prompts/asker.js';
import { forPeople } from '../../../src/cli/render/people/for-people.js';
import type { Redactor } from '../../../src/lib/redact/redactor.js';
import { screenOf } from '../../e2e/screen.js';

export const KEYS = {
  enter: '\r',
  tab: '\t',
  down: '\u001b[B',
  escape: '\u001b',
  backspace: '\u007f',
  ctrlC: '\u0003',
};

/** Longer than the keyboard waits. */
const WAIT_MS = 70;

interface Options {
  accessible?: boolean;
  color?: boolean;
  columns?: number;
  rows?: number;
  unicode?: boolean;
}

/** An asker on a process whose terminal is in memory: keys go in, and what it writes is seen as on a screen. */
export class FakeTerminal {
  readonly asker: Asker;
  readonly redactor: Redactor;
  /** All that reached the terminal. */
  raw = '';
  readonly #keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => this.#keys });
  readonly #columns: number;
  readonly #rows: number;

  constructor({ columns = 80, rows = 24, unicode = true, ...options }: Options = {}) {
    this.#columns = columns;
    this.#rows = rows;
    const write = (text: string) => {
      this.raw += text;
    };
    const output = { isTTY: true, columns, rows, write, on: () => output };
    const host = {
      ...{ argv: [], cwd: () => '/', env: { TERM: 'xterm' }, execPath: '', platform: 'linux', versions: {} },
      ...{ stdin: this.#keys, stdout: output, stderr: output },
    };
    const io = forPeople({ ...processIo(host as unknown as Parameters<typeof processIo>[0]), unicode }, {});
    this.redactor = io.redactor;
    this.asker = terminalAsker(io, options);
  }

  /** One piece of input, as a key or a paste arrives; returns when all that it causes has been drawn. */
  async press(keys: string): Promise<void> {
    await this.#quiet();
    this.#keys.write(keys);
    // The keyboard waits for the rest of a sequence or of a paste.
    if (keys.length > 1 || keys === KEYS.escape) await sleep(WAIT_MS);
    await this.#quiet();
  }

  /** As a terminal with bracketed paste sends it. */
  paste(text: string): Promise<void> {
    return this.press(`\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`);
  }

  /** Ctrl-D, or a terminal that was closed. */
  end(): void {
    this.#keys.end();
  }

  /** What is seen. */
  async screen(): Promise<string> {
    await this.#quiet();
    return screenOf(this.raw.replaceAll(/(?<!\r)\n/g, '\r\n'), this.#columns, this.#rows);
  }

  async #quiet(): Promise<void> {
    while (this.raw === '') await sleep(5);
    for (let seen = -1; seen !== this.raw.length; await sleep(15)) seen = this.raw.length;
  }
}
