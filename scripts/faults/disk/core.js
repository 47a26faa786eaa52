import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inPool } from '../pool.js';
import { run } from '../program.js';
import { capture, keyOf, restore, userFiles } from './homes.js';

/** @typedef {import('./homes.js').Tree} Tree */
/** @typedef {import('./preload.js').Fault} Fault */
/** @typedef {import('./scenarios.js').Scenario} Scenario */

/** `code` is null if the run did not end by itself. @typedef {{ code: number | null, stdout: string, stderr: string, tree: Tree }} Ended */

/**
 * A scenario without faults: the home before and after the command, its exit code, and its calls that change the disk.
 * @typedef {{ old: Tree, wanted: Tree, code: number | null, calls: string[] }} Clean
 */

export const INTERNALS = ['--expose-internals', '--no-warnings'];
export const PRELOAD = ['--import', new URL('./preload.js', import.meta.url).href];
const LIMIT_MS = 60_000;

/** What makes one try after the other, in one home. */
export class Core {
  #worker = forkWorker();
  /** @type {Map<string, Ended>} */
  #known = new Map();

  /** @param {string} folder */
  constructor(folder) {
    this.home = join(folder, 'home');
    mkdirSync(this.home, { recursive: true });
  }

  /**
   * Runs the program in the home as it is.
   * @param {Scenario} scenario @param {string[]} args @param {Fault} [fault]
   * @returns {Promise<Ended & { calls: string[] }>}
   */
  async run({ env, place }, args, fault) {
    const worker = this.#worker;
    /** @type {Promise<Omit<Ended, 'tree'> & { calls: string[] }>} */
    const ended = new Promise((resolve) => {
      const end = (/** @type {string} */ why) => {
        worker.kill('SIGKILL');
        this.#worker = forkWorker();
        resolve({ code: null, stdout: '', stderr: why, calls: [] });
      };
      const timer = setTimeout(() => end('no end'), LIMIT_MS);
      const died = (/** @type {unknown} */ code) => end(`the process ended with ${code}`);
      worker.once('exit', died).once('message', (/** @type {any} */ message) => {
        clearTimeout(timer);
        worker.off('exit', died);
        resolve(message);
      });
      worker.send({ home: this.home, args: [...args, ...place], env, fault });
    });
    const result = await ended;
    return { ...result, tree: capture(this.home) };
  }

  /** @param {Tree} tree @param {Scenario} scenario @param {string[]} args @param {Fault} [fault] */
  runFrom(tree, scenario, args, fault) {
    restore(tree, this.home);
    return this.run(scenario, args, fault);
  }

  /**
   * What the run makes of this tree, without a fault. From the same tree it makes the same, so it runs once.
   * @param {Tree} tree @param {Scenario} scenario @param {string[]} args
   */
  async next(tree, scenario, args) {
    const key = [...args, ...scenario.place, JSON.stringify(scenario.env), keyOf(tree)].join('\n');
    const ended = this.#known.get(key) ?? (await this.runFrom(tree, scenario, args));
    this.#known.set(key, ended);
    return ended;
  }

  /** Kills a process of its own at the call. @param {Tree} tree @param {Scenario} scenario @param {number} at */
  async kill(tree, { command, place, env }, at) {
    restore(tree, this.home);
    const fault = { CF_AIG_FAULT: JSON.stringify({ at }) };
    const { signal } = await run(this.home, [...command, ...place], {
      flags: [...INTERNALS, ...PRELOAD],
      env: { ...env, ...fault },
    });
    return { isKilled: signal === 'SIGKILL', tree: capture(this.home) };
  }

  /** Sets the scenario up, and runs its command without a fault. @param {Scenario} scenario @returns {Promise<Clean>} */
  async clean(scenario) {
    /** @type {Tree} */
    const files = new Map([['.', { mode: 0o700 }]]);
    for (const [path, entry] of Object.entries(scenario.home)) {
      const { text, ...rest } = typeof entry === 'string' ? { text: entry } : entry;
      const bytes = text === undefined ? undefined : Buffer.from(text).toString('latin1');
      files.set(path, { mode: 0o600, ...rest, text: bytes });
    }
    restore(files, this.home);
    for (const step of scenario.before) {
      if (Array.isArray(step)) {
        const { code, stderr } = await this.run(scenario, step);
        if (code !== 0) throw new Error(`${step.join(' ')} ends with ${code}: ${stderr}`);
      } else restore(edit(capture(this.home), step), this.home);
    }
    const old = capture(this.home);
    const { code, stderr, calls, tree: wanted } = await this.run(scenario, scenario.command);
    if (keyOf(userFiles(old)) === keyOf(userFiles(wanted))) throw new Error(`it changes nothing: ${stderr}`);
    const name = (/** @type {string} */ call) =>
      call.replace(this.home, '~').replace(/-\d+(?:-[0-9a-f]{8})+\.tmp/, '-*.tmp');
    return { old, wanted, code, calls: calls.map(name) };
  }

  end() {
    this.#worker.kill('SIGKILL');
  }
}

function forkWorker() {
  return fork(new URL('./worker.js', import.meta.url), {
    execArgv: INTERNALS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** @param {Tree} tree @param {import('./scenarios.js').Edits} edits */
function edit(tree, edits) {
  for (const [path, change] of Object.entries(edits)) {
    const entry = tree.get(path);
    const text = entry?.text && change(entry.text);
    if (!entry || text === undefined || text === entry.text) throw new Error(`${path} cannot be edited`);
    tree.set(path, { ...entry, text });
  }
  return tree;
}

/**
 * Does the work for each item, as many at once as there are cores.
 * @template Item, Outcome
 * @param {string} root @param {Iterable<Item>} items @param {(item: Item, core: Core) => Promise<Outcome>} work
 * @returns {Promise<Outcome[]>} in the order of the items
 */
export async function onAllCores(root, items, work) {
  const cores = Array.from(
    { length: availableParallelism() },
    (_, place) => new Core(join(root, `core-${place}`)),
  );
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    await inPool([...items].entries(), cores.length, async ([index, item], place) => {
      outcomes[index] = await work(item, /** @type {Core} */ (cores[place]));
    });
  } finally {
    for (const core of cores) core.end();
  }
  return outcomes;
}
