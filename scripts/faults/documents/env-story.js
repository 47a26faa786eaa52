import { parse } from 'dotenv';
import { DotenvRefused } from '../../../src/lib/dotenv/dotenv.js';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { planRemoval } from '../../../src/openclaw/changes/removal/removal-plan.js';
import { planEnv, planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { planUndo } from '../../../src/openclaw/changes/undo-plan.js';
import { CONFIG, ENV } from '../../../test/openclaw/memory.js';
import { TOKEN } from '../program.js';
import { PROVIDER } from './configs.js';
import { dotenvText, VARIABLE } from './dotenvs.js';
import { MemoryHome } from './memory-home.js';
import { SETUP } from './operations.js';
import { diceOf } from './random.js';

/** @typedef {import('../report.js').Miss} Miss */
/** @typedef {import('./config-story.js').Report} Report */

const TOKENS = [TOKEN, 'FAKE#fake', "FAKE'fake", 'FAKE "fake"', 'FAKE\\n$fake', ' FAKE fake '];

/** One `.env`: a token stored in it, replaced, and taken out. @param {number} seed @param {Report} report */
export async function envStory(seed, report) {
  const text = dotenvText(seed);
  const dice = diceOf(seed + 0x10000000);
  const home = new MemoryHome();
  home.files.set(CONFIG, '{}\n');
  home.files.set(ENV, text);
  await store(home, dice.pick(TOKENS), 'store a token', report);
  if (dice.once(2)) await store(home, dice.pick(TOKENS), 'store another token', report);
  await (dice.once(2) ? undo : takeOut)(home, text, dice.once(2), report);
  await edit(text, dice, report);
}

/** @param {MemoryHome} home @param {string} token @param {string} name @param {Report} report */
async function store(home, token, name, report) {
  const before = home.files.get(ENV) ?? '';
  const wanted = new Map([...variablesOf(before)]);
  /** @type {Miss[]} */
  const found = [];
  const plan = async () => planSetup({ ...SETUP, token }, await home.current());
  try {
    await home.apply(await plan(), 'init');
    const after = home.files.get(ENV) ?? '';
    // Another variable keeps another value that the usual one has.
    const stored = [...variablesOf(after)]
      .filter(([key, value]) => value === token && wanted.get(key) !== token)
      .map(([key]) => key);
    const [key = [...wanted].find(([, value]) => value === token)?.[0]] = stored;
    if (key === undefined) found.push({ kind: 'lost', what: 'the token is not read back' });
    else found.push(...changes(before, after, new Map([...wanted, [key, token]])));
    if ((await plan()).writes.some((write) => write.before !== write.after))
      found.push({ kind: 'wrong', what: 'a second run changes a file' });
  } catch (error) {
    found.push(...refusal(error, token));
  }
  report(`.env: ${name}`, found);
}

/** The editor alone, with any variable. @param {string} text @param {import('./random.js').Dice} dice @param {Report} report */
async function edit(text, { once, pick }, report) {
  const key = pick(['A', 'OPENAI_API_KEY', VARIABLE, 'export', 'NEW_NAME']);
  const value = once(3) ? null : pick(TOKENS);
  /** @type {Miss[]} */
  const found = [];
  try {
    const write = planEnv({ kind: 'file', path: ENV, realPath: ENV, text, mode: 0o600, size: text.length }, [
      { key, value },
    ]);
    const wanted = new Map(variablesOf(text));
    if (value === null) wanted.delete(key);
    else wanted.set(key, value);
    found.push(...changes(text, write?.after ?? '', wanted));
  } catch (error) {
    found.push(...refusal(error, value ?? '\0'));
  }
  report(`.env: ${value === null ? 'remove' : 'set'} a variable`, found);
}

/** @param {string} text As OpenClaw reads it. */
function variablesOf(text) {
  return Object.entries(parse(text));
}

/** @param {string} before @param {string} after @param {ReadonlyMap<string, string>} wanted @returns {Miss[]} */
function changes(before, after, wanted) {
  const read = new Map(variablesOf(after));
  const names = [...new Set([...wanted.keys(), ...read.keys()])].filter(
    (name) => read.get(name) !== wanted.get(name),
  );
  const left = commentLines(after);
  const lost = commentLines(before).filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...names.map((name) => /** @type {Miss} */ ({ kind: 'lost', what: `${name} is read in another way` })),
    ...lost.map((comment) => /** @type {Miss} */ ({ kind: 'lost', what: `the comment ${comment}` })),
  ];
}

/** @param {string} text */
function commentLines(text) {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => /^\s*#/.test(line));
}

/** @param {unknown} error @param {string} secret @returns {Miss[]} */
function refusal(error, secret) {
  if (!(error instanceof DotenvRefused || error instanceof EditRefused))
    return [{ kind: 'wrong', what: String(/** @type {Error} */ (error).stack) }];
  if (error.message.includes(secret)) return [{ kind: 'wrong', what: 'the refusal has the token' }];
  return error.message.length < 10 ? [{ kind: 'wrong', what: 'a refusal without a reason' }] : [];
}

/** @param {MemoryHome} home @param {string} text @param {boolean} _isLater @param {Report} report */
async function undo(home, text, _isLater, report) {
  for (let turn = 0; turn < 3; turn++) {
    const current = await home.current();
    const plan = planUndo(current.journal, await home.history(current));
    if (plan) home.write(plan.writes);
  }
  report('.env: undo', home.files.get(ENV) === text ? [] : [{ kind: 'lost', what: 'it is not what it was' }]);
}

/** `isLater`: the user has changed the file since. @param {MemoryHome} home @param {string} text @param {boolean} isLater @param {Report} report */
async function takeOut(home, text, isLater, report) {
  /** @type {Miss[]} */
  const found = [];
  const now = home.files.get(ENV) ?? '';
  if (isLater) home.files.set(ENV, `# first\n${now.replace(/^\ufeff/, '')}`);
  try {
    const current = await home.current();
    const plan = await planRemoval(PROVIDER, current, await home.history(current));
    if (plan) await home.apply(plan, 'init --remove');
    const after = home.files.get(ENV) ?? '';
    if (isLater)
      found.push(
        ...changes(`# first\n${text.replace(/^\ufeff/, '')}`, after, laterVariables(text, now, after)),
      );
    else if (after !== text) found.push({ kind: 'lost', what: 'it is not what it was' });
  } catch (error) {
    found.push(...refusal(error, '\0'));
  }
  report('.env: init --remove', found);
}

/** All that were there before; one whose value init has replaced may have either. @param {string} text @param {string} now @param {string} after */
function laterVariables(text, now, after) {
  const [before, changed, left] = [text, now, after].map((one) => new Map(variablesOf(one)));
  return new Map(
    [...(before ?? [])].filter(([key, value]) => changed?.get(key) === value || left?.get(key) === value),
  );
}
