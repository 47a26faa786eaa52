import JSON5 from 'json5';
import { DotenvRefused } from '../../../src/lib/dotenv/dotenv.js';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { planRemoval } from '../../../src/openclaw/changes/removal/removal-plan.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { planUndo } from '../../../src/openclaw/changes/undo-plan.js';
import { CONFIG, ENV } from '../../../test/openclaw/memory.js';
import { commentsOf, lostComments } from './comments.js';
import { configText, PROVIDER } from './configs.js';
import { MemoryHome } from './memory-home.js';
import { MANAGED, MODEL_AS_TEXT, OPERATIONS, SETUP, WHOLE_BLOCK } from './operations.js';
import { diceOf } from './random.js';
import { differingPlaces } from './values.js';

/** @typedef {import('./operations.js').Current} Current */
/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../report.js').Miss} Miss */
/** @typedef {(operation: string, found: Miss[]) => void} Report */

const CHANGES = Object.keys(OPERATIONS).filter((name) => name !== 'init');

/** One document: set up, changed in one way, taken back. @param {number} seed @param {Report} report */
export async function configStory(seed, report) {
  const text = configText(seed);
  const home = new MemoryHome();
  home.files.set(CONFIG, text);
  home.files.set(ENV, '# mine\nOTHER_KEY=kept\n');
  const before = parsed(text);
  const current = await home.current();
  if (before === undefined) {
    if (!current.config.problem)
      report('broken documents', [{ kind: 'wrong', what: 'it is read although json5 does not' }]);
    else if (current.config.problem.cause !== 'config-empty') return refuseBroken(text, current, report);
  }
  const dice = diceOf(seed + 0x10000000);
  const first = dice.once(2) ? 'init' : dice.pick(CHANGES);
  await change(first, home, report);
  if (dice.once(2)) await change(dice.pick(CHANGES), home, report);
  if (dice.once(2)) await undoAll(home, text, report);
  else await takeOut(home, text, dice.once(2), report);
}

/** @param {string} text @returns {any} undefined if json5 does not take it */
function parsed(text) {
  try {
    return JSON5.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** @param {string} text @param {Current} current @param {Report} report */
function refuseBroken(text, { config }, report) {
  /** @type {Miss[]} */
  const found = [];
  const { line, column } = config.problem?.values ?? {};
  const lines = text.split('\n');
  const written = lines[Number(line) - 1];
  if (written === undefined || Number(column) < 1 || Number(column) > written.length + 2)
    found.push({ kind: 'wrong', what: `the place ${line}:${column} is not in the text` });
  try {
    planSetup(SETUP, /** @type {any} */ ({ config }));
    found.push({ kind: 'lost', what: 'init edits a broken document' });
  } catch (error) {
    if (!(error instanceof EditRefused) || !error.message.startsWith(`${CONFIG}:${line}:${column}: `))
      found.push({ kind: 'wrong', what: `the refusal does not name the place: ${error}` });
  }
  report('broken documents', found);
}

/** @param {string} old @param {string} now @param {string[][]} managed @returns {Miss[]} */
function lostValues(old, now, managed) {
  return differingPlaces(parsed(old) ?? {}, parsed(now) ?? {}, managed)
    .filter((place) => place !== MODEL_AS_TEXT)
    .map((place) => ({ kind: 'lost', what: `${place} differs` }));
}

/** @param {string} name @param {MemoryHome} home @param {Report} report */
async function change(name, home, report) {
  const operation = OPERATIONS[name];
  if (!operation) throw new Error(name);
  const old = home.files.get(CONFIG) ?? '';
  /** @type {Miss[]} */
  const found = [];
  const planned = await planOf(name, home, found);
  if (planned) {
    await home.apply(planned, name);
    const now = home.files.get(CONFIG) ?? '';
    const value = parsed(now);
    if (value === undefined && parsed(old) !== undefined)
      found.push({ kind: 'lost', what: 'the result is no JSON5' });
    const inBlock = operation.managedIn?.(planned.providerId ?? PROVIDER) ?? [];
    found.push(...lostValues(old, now, [...operation.managed, ...inBlock]));
    if (!operation.mayDrop)
      for (const comment of lostComments(commentsOf(old), commentsOf(now)))
        found.push({ kind: 'lost', what: `the comment ${comment.slice(0, 40)}` });
    if (!(home.files.get(ENV) ?? '').startsWith('# mine\nOTHER_KEY=kept\n'))
      found.push({ kind: 'lost', what: 'a line of the .env' });
    const again = await planOf(name, home, found);
    const changed = again?.writes.filter(({ before, after }) => before !== after) ?? [];
    if (changed.length)
      found.push({ kind: 'wrong', what: `a second run changes ${changed.map(({ path }) => path)}` });
  }
  report(name, found);
}

/** @param {string} name @param {MemoryHome} home @param {Miss[]} found @returns {Promise<Plan | undefined>} undefined if it is refused */
async function planOf(name, home, found) {
  try {
    return await OPERATIONS[name]?.plan(await home.current(), home);
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof DotenvRefused))
      found.push({
        kind: 'wrong',
        what: `${/** @type {Error} */ (error).stack?.split('\n').slice(0, 3).join(' ')}`,
      });
    else if (error.message.length < 10)
      found.push({ kind: 'wrong', what: `a refusal without a reason: ${error.message}` });
    return undefined;
  }
}

/** @param {MemoryHome} home @param {string} text @param {Report} report */
async function undoAll(home, text, report) {
  /** @type {Miss[]} */
  const found = [];
  for (let turn = 0; turn < 5; turn++) {
    const current = await home.current();
    const undo = planUndo(current.journal, await home.history(current));
    if (!undo) break;
    if (undo.lost.length || undo.changedSince.length)
      found.push({
        kind: 'lost',
        what: `undo has lost ${undo.lost} and sees changes in ${undo.changedSince}`,
      });
    home.write(undo.writes);
  }
  report('undo', [...found, ...differences(home, text)]);
}

/** `isLater`: the user has changed the file since. @param {MemoryHome} home @param {string} text @param {boolean} isLater @param {Report} report */
async function takeOut(home, text, isLater, report) {
  if (isLater) home.files.set(CONFIG, `${home.files.get(CONFIG) ?? ''}\n// later\n`);
  const current = await home.current();
  const isOwn =
    current.journal.runs.length > 0 &&
    current.journal.runs.every(({ providerId }) => providerId === PROVIDER);
  /** @type {Miss[]} */
  const found = [];
  const old = home.files.get(CONFIG) ?? '';
  try {
    const plan = await planRemoval(PROVIDER, current, await home.history(current));
    if (plan) await home.apply(plan, 'init --remove');
    if (isOwn && !isLater) found.push(...differences(home, text));
    else {
      const now = home.files.get(CONFIG) ?? '';
      found.push(...lostValues(old, now, [...MANAGED, WHOLE_BLOCK, ...addedRefs(text, old)]));
    }
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof DotenvRefused))
      found.push({ kind: 'wrong', what: String(/** @type {Error} */ (error).stack) });
  }
  report('init --remove', found);
}

/** Entries of the block's models that earlier changes made, which go with it. @param {string} text @param {string} old */
function addedRefs(text, old) {
  const [before, after] = [text, old].map((one) => Object.keys(parsed(one)?.agents?.defaults?.models ?? {}));
  return (after ?? [])
    .filter((ref) => ref.startsWith(`${PROVIDER}/`) && !before?.includes(ref))
    .map((ref) => ['agents', 'defaults', 'models', ref]);
}

/** @param {MemoryHome} home @param {string} text @returns {Miss[]} */
function differences(home, text) {
  /** @type {Miss[]} */
  const found = [];
  if (home.files.get(CONFIG) !== text) found.push({ kind: 'lost', what: 'the config is not what it was' });
  if (home.files.get(ENV) !== '# mine\nOTHER_KEY=kept\n')
    found.push({ kind: 'lost', what: 'the .env is not what it was' });
  return found;
}
