import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import json5 from 'json5';
import { INTERNALS, PRELOAD } from './disk/core.js';
import { FLAGS, INIT, run } from './program.js';
import { line } from './report.js';

/** @typedef {import('./report.js').Miss} Miss */

const RUNS = 30;
const GATE_MS = 4000;

const ADD = 'init --add-model';
const REMOVE = 'init --remove-model';

/**
 * Whether runs take each other back, and whether each waits for the others before it replaces the config, after its last look
 * at it.
 */
const ROUNDS = [
  { hasUndo: false, isGated: false },
  { hasUndo: true, isGated: false },
  { hasUndo: false, isGated: true },
  { hasUndo: true, isGated: true },
];

/** Starts 30 runs at once that change one home, and follows what became of each change. @type {import('./report.js').Attack} */
export async function* atOnce(root) {
  /** @type {Map<string, Miss[]>} */
  const failed = new Map();
  for (const [round, kind] of ROUNDS.entries()) {
    const misses = await runRound(join(root, `home-${round}`), kind);
    for (const [name, found] of misses) failed.set(`round ${round + 1}, ${name}`, found);
  }
  yield line(`at once: ${RUNS} runs on one home`, RUNS * ROUNDS.length, failed);
}

/** @param {string} home @param {typeof ROUNDS[number]} kind @returns {Promise<Map<string, Miss[]>>} misses by run */
async function runRound(home, { hasUndo, isGated }) {
  mkdirSync(home);
  const present = Array.from({ length: 8 }, (_, index) => `openai/old-${index}`);
  const earlier = hasUndo
    ? Array.from({ length: 6 }, (_, index) => ['init', '--add-model', `openai/set-${index}`, ...FLAGS])
    : [];
  for (const args of [[...INIT, '--model', present.join()], ...earlier]) {
    const { code, stderr } = await run(home, args);
    if (code !== 0) throw new Error(stderr);
  }
  const before = new Date().toISOString();
  const commands = Array.from({ length: RUNS }, (_, index) => commandOf(index, hasUndo));
  const gate = `${home}.gate`;
  const options = isGated
    ? {
        flags: [...INTERNALS, ...PRELOAD],
        env: { CF_AIG_FAULT: JSON.stringify({ gate, to: join(home, '.openclaw', 'openclaw.json') }) },
      }
    : {};
  let ended = 0;
  const runs = commands.map((command) => run(home, [...command, '--json'], options).finally(() => ended++));
  if (isGated) {
    const arrived = () =>
      readdirSync(dirname(gate)).filter((name) => name.startsWith(`${basename(gate)}.`)).length;
    // Others wait for the lock of the one that has arrived.
    for (let last = -1; arrived() + ended > last || !arrived(); await setTimeout(GATE_MS))
      last = arrived() + ended;
    writeFileSync(gate, '');
  }
  const results = (await Promise.all(runs)).map((result, index) => ({
    ...result,
    name: `run ${index + 1} (${commands[index]?.join(' ')})`,
    command: commands[index] ?? [],
  }));
  const misses = judge(home, results, before);
  rmSync(home, { recursive: true });
  return misses;
}

/** @param {number} index @param {boolean} hasUndo */
function commandOf(index, hasUndo) {
  const undo = hasUndo ? ['undo', '--yes', '--no-input'] : ['status'];
  return (
    [
      ['init', '--add-model', `openai/new-${index}`, ...FLAGS],
      ['init', '--remove-model', `openai/old-${index % 8}`, '--yes', '--no-input'],
      ['init', '--add-model', `openai/new-${index}`, ...FLAGS],
      undo,
      ['status'],
    ][index % 5] ?? []
  );
}

/** @typedef {import('./program.js').Ended & { name: string, command: string[] }} Result */

/** @param {string} home @param {Result[]} results @param {string} before their start @returns {Map<string, Miss[]>} */
function judge(home, results, before) {
  /** @type {Map<string, Miss[]>} */
  const misses = new Map();
  const miss = (/** @type {string} */ name, /** @type {Miss['kind']} */ kind, /** @type {string} */ what) =>
    misses.set(name, [...(misses.get(name) ?? []), { kind, what }]);
  for (const { name, code, stdout, stderr } of results) {
    if (code === null) miss(name, 'hung', 'no end');
    // Of runs that meet, those that come too late say so.
    else if (code !== 0 && !/in the meantime|another run|changed since|does not list/.test(stdout))
      miss(name, 'wrong', `it ends with ${code}: ${stdout}${stderr}`);
  }
  const state = join(home, '.openclaw');
  const left = readdirSync(state).filter((name) => /\.(?:tmp|lock)$/.test(name));
  if (left.length) miss('at the end', 'lost', `${left.join()} stays`);

  const models = readModels(join(state, 'openclaw.json'));
  if (!models) {
    miss('at the end', 'lost', 'the config is not whole');
    return misses;
  }
  if (!/^CLOUDFLARE_AI_GATEWAY_API_KEY=\S+\n$/m.test(readFileSync(join(state, '.env'), 'utf8')))
    miss('at the end', 'lost', 'the .env is not whole');
  const undone = results.flatMap(({ code, command, stdout }) =>
    code === 0 && command[0] === 'undo' ? [JSON.parse(stdout).undone] : [],
  );
  for (const [name, isThere] of /** @type {const} */ ([
    [ADD, (/** @type {string} */ id) => models.includes(id)],
    [REMOVE, (/** @type {string} */ id) => !models.includes(id)],
  ])) {
    const flag = name.split(' ')[1];
    const done = results.filter(({ code, command }) => code === 0 && command[1] === flag);
    const gone = done.filter(({ command }) => !isThere(command[2] ?? ''));
    const takenBack = undone.filter(({ command, at }) => command === name && at > before).length;
    if (gone.length > takenBack)
      for (const { name: run } of gone)
        miss(run, 'lost', `it ended with 0; of ${gone.length} such changes only ${takenBack} were undone`);
  }
  for (const { name, code, command } of results) {
    if (code !== 0 && command[1] === '--add-model' && models.includes(command[2] ?? ''))
      miss(name, 'wrong', `it ended with ${code}, and its model is listed`);
  }
  if (results.every(({ code, command }) => code !== 0 || command[0] === 'status'))
    miss('at the end', 'wrong', 'no run has changed anything');
  return misses;
}

/** @param {string} path @returns {string[] | undefined} */
function readModels(path) {
  if (!existsSync(path)) return undefined;
  try {
    const { models } = json5.parse(readFileSync(path, 'utf8'));
    return models.providers['cloudflare-ai-gateway'].models.map((/** @type {{ id: string }} */ { id }) => id);
  } catch {
    return undefined;
  }
}
