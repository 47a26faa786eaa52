import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';
import { builtProgram, environmentOf } from './built.js';

/** Milliseconds from the start to the first character, on a machine that has nothing else to do. */
const USUAL_START = 300;
const SLOWEST_PACE = 10;

export const KEYS = { enter: '\r', down: '\u001b[B', ctrlC: '\u0003', ctrlU: '\u0015', escape: '\u001b' };

/** The built program in a real pseudo-terminal: types as a person does, and reads what stands on the screen. */
export class Terminal {
  readonly #process: pty.IPty;
  #text = '';
  #read = 0;
  /** How many times slower than usual this machine is at the moment, as the start of the program shows. */
  #pace = 1;
  readonly exitCode: Promise<number>;

  /** `lingerSeconds`: keeps the terminal open after the end, since node-pty drops what it has not read 200 ms later. */
  constructor(
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    columns = 80,
    rows = 24,
    lingerSeconds = 0,
    program = [process.execPath, builtProgram(), ...args],
    cwd?: string,
  ) {
    const lingering = ['/bin/sh', '-c', `"$0" "$@"; code=$?; sleep ${lingerSeconds}; exit $code`, ...program];
    const [file = '', ...rest] = lingerSeconds ? lingering : program;
    this.#process = pty.spawn(file, rest, {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd,
      env: environmentOf({ TERM: 'xterm-256color', ...env }),
    });
    const start = performance.now();
    this.#process.onData((data) => {
      if (this.#text === '') {
        const pace = (performance.now() - start) / USUAL_START;
        this.#pace = Math.min(SLOWEST_PACE, Math.max(1, pace));
      }
      this.#text += data;
    });
    this.exitCode = new Promise((done) => this.#process.onExit(({ exitCode }) => done(exitCode)));
  }

  /** Everything that was written so far, without colours and cursor movements. */
  get text(): string {
    return stripVTControlCharacters(this.#text);
  }

  /** The same with them. */
  get raw(): string {
    return this.#text;
  }

  type(keys: string): void {
    this.#process.write(keys);
  }

  /** Waits until `pattern` appears in what came since the last wait. */
  async see(pattern: string | RegExp, timeoutMs = 10_000): Promise<void> {
    const deadline = Date.now() + timeoutMs * this.#pace;
    for (;;) {
      const fresh = this.text.slice(this.#read).replace(/\s+/g, ' ');
      if (typeof pattern === 'string' ? fresh.includes(pattern) : pattern.test(fresh)) break;
      if (Date.now() > deadline)
        throw new Error(`not seen: ${pattern}; the screen has:\n${this.text.slice(this.#read)}`);
      await new Promise((next) => setTimeout(next, 20));
    }
    this.#read = this.text.length;
  }

  /** Waits until nothing more has been drawn for a while: longer where the machine is busy. */
  async quiet(ms = 250): Promise<void> {
    for (let seen = -1; seen !== this.#text.length; ) {
      seen = this.#text.length;
      await new Promise((next) => setTimeout(next, ms * this.#pace));
    }
  }

  /** Sees the question, types the answer. */
  async answer(question: string | RegExp, keys: string, timeoutMs?: number): Promise<void> {
    await this.see(question, timeoutMs);
    // The prompt draws the question before it listens.
    await new Promise((next) => setTimeout(next, 60 * this.#pace));
    this.type(`${keys}${KEYS.enter}`);
  }

  kill(signal?: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}
