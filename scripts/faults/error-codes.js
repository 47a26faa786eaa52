import { onAllCores } from './disk/core.js';
import { temporaryFiles } from './disk/homes.js';
import { SCENARIOS } from './disk/scenarios.js';
import { differences, exposedFiles, namesOf, partialFiles } from './disk/trees.js';
import { line } from './report.js';

/** @typedef {import('./report.js').Miss} Miss */
/** @typedef {import('./disk/core.js').Clean} Clean */
/** @typedef {import('./disk/preload.js').Fault} Fault */

/** `stays`: every call after it fails too, as on a disk that is full or gone. @type {Omit<Fault, 'at'>[]} */
const ERRORS = [
  ...['ENOSPC', 'EACCES', 'EIO', 'EXDEV', 'EROFS', 'EBUSY'].map((code) => ({ code })),
  ...['ENOSPC', 'EIO', 'EROFS'].map((code) => ({ code, stays: true })),
];

/** Has every call that changes the disk fail with every error, then runs the command again. @type {import('./report.js').Attack} */
export async function* errorCodes(root) {
  const scenarios = [...SCENARIOS].filter(([, { hasErrors }]) => hasErrors);
  const attacks = await onAllCores(root, scenarios, async ([name, scenario], core) => {
    const clean = await core.clean(scenario);
    /** @type {Map<string, Miss[]>[]} */
    const failed = [];
    for (const [row, error] of ERRORS.entries()) {
      failed[row] = new Map();
      for (const [index, call] of clean.calls.entries()) {
        const misses = await failAt(core, scenario, clean, { at: index + 1, ...error });
        if (misses.length) failed[row].set(`${name}, call ${index + 1} (${call})`, misses);
      }
    }
    return { tried: clean.calls.length, failed };
  });
  const tried = attacks.reduce((sum, attack) => sum + attack.tried, 0);
  for (const [row, { code, stays }] of ERRORS.entries()) {
    const failed = new Map(attacks.flatMap((attack) => [...(attack.failed[row] ?? [])]));
    yield line(`disk error: ${code}${stays ? ' from then on' : ''}`, tried, failed);
  }
}

/**
 * @param {import('./disk/core.js').Core} core @param {import('./disk/scenarios.js').Scenario} scenario @param {Clean} clean
 * @param {Fault} fault @returns {Promise<Miss[]>}
 */
async function failAt(core, scenario, clean, fault) {
  const { old, wanted } = clean;
  const ended = await core.runFrom(old, scenario, scenario.command, fault);
  const misses = judge(ended, clean, fault);
  const isDone = differences(ended.tree, wanted).length === 0;
  const next = await core.next(ended.tree, scenario, isDone ? ['status'] : scenario.command);
  const lost = differences(next.tree, wanted).map((path) => `${path} is not finished by the next run`);
  if (!isDone && next.code !== clean.code) lost.push(`the next run ends with ${next.code}: ${next.stderr}`);
  lost.push(...temporaryFiles(next.tree).map((path) => `${path} stays after the next run`));
  return [...misses, ...lost.map((what) => /** @type {const} */ ({ kind: 'lost', what }))];
}

/**
 * @param {import('./disk/core.js').Ended} ended @param {Clean} clean @param {Fault} fault
 * @returns {Miss[]}
 */
function judge({ code, stderr, tree }, { old, wanted, code: cleanCode }, { stays }) {
  /** @type {Miss[]} */
  const misses = [];
  const text = stderr.slice(stderr.lastIndexOf('cf-aig: ')).replaceAll(/\s+/g, ' ');
  const miss = (/** @type {Miss['kind']} */ kind, /** @type {string} */ what) =>
    misses.push({ kind, what: `${what}: ${code} ${text.slice(0, 300)}` });
  for (const path of partialFiles(tree, old, wanted)) miss('lost', `half of ${path}`);
  for (const path of exposedFiles(tree, old, wanted)) miss('leaked', `others can read ${path}`);
  if (!stays) for (const path of temporaryFiles(tree)) miss('leaked', `${path} stays`);
  if (code === null) miss('hung', 'no end');
  if (code === 1 || text.includes('a bug in cf-aig')) miss('wrong', 'an internal error');
  const missing = differences(tree, wanted);
  if (code === cleanCode) {
    if (missing.length) miss('wrong', `success without ${missing.join()}`);
    return misses;
  }
  const changed = differences(tree, old);
  const unnamed = changed.filter((path) => !namesOf(old, path).some((name) => text.includes(`~/${name}`)));
  if (missing.length && unnamed.length)
    miss('lost', `${unnamed.join()} changed, and the error does not say so`);
  if (changed.length && /nothing was (?:changed|written)/i.test(text))
    miss('wrong', `${changed.join()} changed`);
  if (!text.includes('~/')) miss('wrong', 'the error names no file');
  if (!/again|--force|by hand/.test(text)) miss('wrong', 'the error does not say what to do');
  return misses;
}
