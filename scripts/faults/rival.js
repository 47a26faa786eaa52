import { join } from 'node:path';
import { onAllCores } from './disk/core.js';
import { temporaryFiles } from './disk/homes.js';
import { SCENARIOS } from './disk/scenarios.js';
import { differences } from './disk/trees.js';
import { line } from './report.js';

/** @typedef {import('./report.js').Miss} Miss */
/** @typedef {import('./disk/core.js').Clean} Clean */

const MARK = { json: '// rival\n', env: 'RIVAL=1\n' };
/** What the rival writes where there is no file. */
const EMPTY = { json: '{}\n', env: '' };
/** Longer ones have the same calls for more files. */
const MAX_CALLS = 50;

/** Another program writes each file that the command changes, before every call. @type {import('./report.js').Attack} */
export async function* rivalWriter(root) {
  const scenarios = [...SCENARIOS].filter(([, { hasErrors }]) => hasErrors);
  const attacks = await onAllCores(root, scenarios, async ([name, scenario], core) => {
    const clean = await core.clean(scenario);
    /** @type {Map<string, Miss[]>} */
    const failed = new Map();
    let tried = 0;
    if (clean.calls.length > MAX_CALLS) return { tried, failed };
    for (const path of differences(clean.old, clean.wanted)) {
      for (const inPlace of [false, true]) {
        for (const [index, call] of clean.calls.entries()) {
          const misses = await meet(core, scenario, clean, { path, inPlace, index });
          const how = inPlace ? 'written in place' : 'replaced';
          if (misses.length) failed.set(`${name}, ${path} ${how} before call ${index + 1} (${call})`, misses);
          tried++;
        }
      }
    }
    return { tried, failed };
  });
  const tried = attacks.reduce((sum, attack) => sum + attack.tried, 0);
  yield line(
    'a rival writes between any two calls',
    tried,
    new Map(attacks.flatMap(({ failed }) => [...failed])),
  );
}

/**
 * @param {import('./disk/core.js').Core} core @param {import('./disk/scenarios.js').Scenario} scenario @param {Clean} clean
 * @param {{ path: string, inPlace: boolean, index: number }} edit @returns {Promise<Miss[]>}
 */
async function meet(core, scenario, { old, wanted, code: cleanCode, calls }, { path, inPlace, index }) {
  const kind = path.endsWith('env') ? 'env' : 'json';
  const isThere = (/** @type {string} */ call) => call.split(' ')[1] === `~/${path}`;
  const call = calls[index] ?? '';
  const before = calls.slice(0, index);
  // Gone once the command has removed it, or there once it has created it.
  const exists = wanted.has(path)
    ? old.has(path) || before.some((done) => replaces(done, path))
    : !before.some((done) => done.startsWith('unlink ') && isThere(done));
  const mark = MARK[kind];
  const text = (exists ? '' : EMPTY[kind]) + mark;
  const rival = { path: join(core.home, path), text, inPlace };
  const { code, stderr, tree } = await core.runFrom(old, scenario, scenario.command, {
    at: index + 1,
    rival,
  });

  /** @type {Miss[]} */
  const misses = [];
  const message = stderr.slice(stderr.lastIndexOf('cf-aig: ')).replaceAll(/\s+/g, ' ').slice(0, 300);
  const miss = (/** @type {Miss['kind']} */ kind, /** @type {string} */ what) =>
    misses.push({ kind, what: `${what}: ${code} ${message}` });
  // After the last look at the file nothing can be seen any more.
  const isTooLate = replaces(call, path) || (call.startsWith('unlink ') && isThere(call));
  const is = (/** @type {typeof old} */ whole) => {
    const now = tree.get(path)?.text;
    const plain = whole.get(path)?.text;
    return now === (plain ?? EMPTY[kind]) + mark || (isTooLate && now === plain);
  };
  const isNew = is(wanted) && differences(tree, wanted).every((other) => other === path);
  const isOld = is(old) && differences(tree, old).every((other) => other === path);
  if (!isNew && !isOld)
    miss('lost', `${[...differences(tree, old)].join()} neither old nor new with the rival's edit`);
  if (code === null) miss('hung', 'no end');
  if (code === 1) miss('wrong', 'an internal error');
  if (code === cleanCode && !isNew) miss('wrong', 'success that is none');
  if (code !== cleanCode && !isOld) miss('wrong', 'a failure that has changed files');
  if (code !== cleanCode && !/~\/.*again/.test(message))
    miss('wrong', 'the error does not say which file and what to do');
  for (const left of temporaryFiles(tree)) miss('lost', `${left} stays`);

  const next = await core.next(tree, scenario, code === cleanCode ? ['status'] : scenario.command);
  if (next.code === 1 || next.code === null)
    miss('wrong', `the next run ends with ${next.code}: ${next.stderr}`);
  if (!isTooLate && !next.tree.get(path)?.text?.includes(mark)) miss('lost', 'the next run loses the edit');
  return misses;
}

/** Whether the call puts a new version of the file in place. @param {string} call @param {string} path */
function replaces(call, path) {
  return call === `rename ~/${path.replace(/([^/]+)$/, '.$1.cf-aig-*.tmp')}`;
}
