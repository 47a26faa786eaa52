import { temporaryFiles } from './homes.js';
import { differences, exposedFiles, namesOf, partialFiles } from './trees.js';

/** @typedef {import('../report.js').Miss} Miss */
/** @typedef {import('./core.js').Clean} Clean */

/**
 * What is wrong with a run that met a fault: all files are as before or as after, and it says which.
 * @param {import('./core.js').Ended} ended @param {Clean} clean @param {{ mayLeave?: boolean }} [options] `mayLeave`: temporary files, for the next run
 * @returns {Miss[]}
 */
export function judgeFailure(
  { code, stderr, tree },
  { old, wanted, code: cleanCode },
  { mayLeave = false } = {},
) {
  /** @type {Miss[]} */
  const misses = [];
  const text = stderr.slice(stderr.lastIndexOf('cf-aig: ')).replaceAll(/\s+/g, ' ');
  const miss = (/** @type {Miss['kind']} */ kind, /** @type {string} */ what) =>
    misses.push({ kind, what: `${what}: ${code} ${text.slice(0, 300)}` });
  for (const path of partialFiles(tree, old, wanted)) miss('lost', `half of ${path}`);
  for (const path of exposedFiles(tree, old, wanted)) miss('leaked', `others can read ${path}`);
  if (!mayLeave) for (const path of temporaryFiles(tree)) miss('leaked', `${path} stays`);
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
  if (!/again|--force|by hand|Run `/.test(text)) miss('wrong', 'the error does not say what to do');
  return misses;
}

/**
 * What is wrong with the next run: it finishes the change, and leaves nothing behind.
 * @param {import('./core.js').Core} core @param {import('./homes.js').Tree} tree @param {import('./scenarios.js').Scenario} scenario
 * @param {Clean} clean @returns {Promise<Miss[]>}
 */
export async function judgeNext(core, tree, scenario, { wanted, code }) {
  const isDone = differences(tree, wanted).length === 0;
  const next = await core.next(tree, scenario, isDone ? ['status'] : scenario.command);
  const lost = differences(next.tree, wanted).map((path) => `${path} is not finished by the next run`);
  if (!isDone && next.code !== code) lost.push(`the next run ends with ${next.code}: ${next.stderr}`);
  lost.push(...temporaryFiles(next.tree).map((path) => `${path} stays after the next run`));
  return lost.map((what) => ({ kind: 'lost', what }));
}
