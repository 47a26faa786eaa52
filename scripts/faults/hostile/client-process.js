import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Milliseconds after which a run is given up. */
const PATIENCE_MS = 100_000;
const CLIENT = fileURLToPath(new URL('client.js', import.meta.url));

/** @typedef {import('./client.js').Ended} Ended */
/** @typedef {Omit<import('./client.js').Job, 'id'>} Job */

/** The process that runs the command line; a new one takes the place of one that broke or hangs. */
export class ClientProcess {
  /** What the process itself saw: warnings, rejections. @type {string[]} */
  trouble = [];
  /** Milliseconds: the longest time in which nothing else could run. */
  blockedMs = 0;
  /** Bytes, the most so far. */
  memory = 0;
  /** @type {Map<number, (ended: Ended | string) => void>} */
  #waiting = new Map();
  #next = 1;
  #lastBeat = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #folder;

  /** @param {string} folder of the bundle */
  constructor(folder) {
    this.#folder = folder;
  }

  /** What happened, or why there is no end. @param {Job} job @returns {Promise<Ended | string>} */
  async run(job) {
    const child = this.#child ?? this.#start();
    const id = this.#next++;
    return new Promise((resolve) => {
      const patience = setTimeout(() => {
        done(`no end within ${PATIENCE_MS} ms`);
        // Not one of many runs that waits, but all of them.
        if (performance.now() - this.#lastBeat > PATIENCE_MS / 2) child.kill('SIGKILL');
      }, PATIENCE_MS);
      const done = (/** @type {Ended | string} */ ended) => {
        clearTimeout(patience);
        this.#waiting.delete(id);
        resolve(ended);
      };
      this.#waiting.set(id, done);
      child.send({ ...job, id });
    });
  }

  async stop() {
    const child = this.#child;
    if (!child) return;
    child.disconnect();
    await once(child, 'exit');
  }

  #start() {
    const child = fork(CLIENT, [this.#folder], {
      // Nothing of this machine's environment but the PATH; what the runs get is in their jobs.
      env: { PATH: process.env.PATH },
      execArgv: ['--max-old-space-size=1024', '--expose-gc', '--no-warnings'],
      serialization: 'advanced',
    });
    this.#child = child;
    this.#lastBeat = performance.now();
    child.on('message', (/** @type {any} */ message) => {
      if ('trouble' in message) this.trouble.push(message.trouble);
      else if ('beat' in message) {
        this.#lastBeat = performance.now();
        this.blockedMs = Math.max(this.blockedMs, message.beat);
        this.memory = Math.max(this.memory, message.memory);
      } else this.#waiting.get(message.id)?.(message);
    });
    child.on('exit', (code, signal) => {
      if (this.#child === child) this.#child = undefined;
      for (const done of [...this.#waiting.values()]) done(`the process ended with ${code ?? signal}`);
    });
    return child;
  }
}
