import JSON5 from 'json5';
import { findPlannedFaults } from '../../../src/doctor/planned-faults.js';
import { DotenvRefused } from '../../../src/lib/dotenv/dotenv.js';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { planAddition, planModelRemoval } from '../../../src/openclaw/changes/additions.js';
import { planRemoval } from '../../../src/openclaw/changes/removal/removal-plan.js';
import { planRepairs } from '../../../src/openclaw/changes/repairs/repair-plan.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { planUndo } from '../../../src/openclaw/changes/undo-plan.js';
import { ACCOUNT, TOKEN } from '../program.js';
import { commentsOf, lostComments } from './comments.js';
import { configText, PROVIDER } from './configs.js';
import { CONFIG, ENV, MemoryHome } from './memory-home.js';
import { diceOf } from './random.js';
import { differingPlaces } from './values.js';

/** @typedef {Awaited<ReturnType<MemoryHome['current']>>} Current */
/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../../../src/openclaw/blocks/recipes.js').Setup} Setup */
/** @typedef {{ kind: 'lost' | 'wrong', what: string }} Found */
/** @typedef {(operation: string, found: Found[]) => void} Tell */

/** @type {Setup} */
const SETUP = {
  accountId: ACCOUNT,
  gateway: 'my-gateway',
  recipe: 'compat',
  payment: 'stored',
  provider: 'openai',
  models: [{ id: 'openai/gpt-4o-mini' }],
  token: TOKEN,
};

/** What every change may touch beside the block itself. */
const ROLES = [
  ['agents', 'defaults', 'model', 'primary'],
  ['agents', 'defaults', 'model', 'fallbacks'],
  ['agents', 'defaults', 'models', `${PROVIDER}/openai/gpt-4o-mini`],
  ['agents', 'defaults', 'models', `${PROVIDER}/openai/gpt-4o`],
  ['agents', 'defaults', 'models', `${PROVIDER}/groq/llama-3.3`],
  ['agents', 'defaults', 'models', `${PROVIDER}-groq/groq/llama-3.3`],
  ['agents', 'defaults', 'modelPolicy', 'allow'],
  ['plugins', 'entries', PROVIDER],
];
const WHOLE_BLOCK = ['models', 'providers', PROVIDER];
/** What else the user has in the block stays. */
const BLOCK = [
  ['baseUrl'],
  ['apiKey'],
  ['api'],
  ['auth'],
  ['models'],
  ['headers', 'cf-aig-authorization'],
].map((path) => [...WHOLE_BLOCK, ...path]);
/** A text has no room for fallbacks and becomes an object. */
const MODEL_AS_TEXT = JSON.stringify(['agents', 'defaults', 'model']);
/** Of a provider with a key of its own. */
const BLOCK_OF_FALLBACK = ['models', 'providers', `${PROVIDER}-groq`];
const MANAGED = [...ROLES, ...BLOCK, BLOCK_OF_FALLBACK, ['models', 'mode']];

/** @param {Partial<Setup>} setup @returns {(current: Current) => Plan} */
const setUp = (setup) => (current) => planSetup({ ...SETUP, ...setup }, current);

/** @param {Current} current */
async function fix(current) {
  const none = await new MemoryHome().current();
  const { fresh } = await findPlannedFaults(none, current, { now: () => 0 });
  const block = findBlocks(current.config.value, current.origins)[0];
  const findings = fresh.flatMap(({ cause }) => (cause ? [{ cause }] : []));
  return planRepairs({ ...current, findings, block }).plan;
}

/**
 * `mayDrop`: comments inside what it takes out go with it.
 * @type {Record<string, { plan: (current: Current) => Plan | undefined | Promise<Plan | undefined>, managed: string[][], mayDrop?: true }>}
 */
const OPERATIONS = {
  init: { plan: setUp({}), managed: MANAGED },
  'another primary': {
    plan: setUp({
      models: [{ id: 'openai/gpt-4o' }, { id: 'openai/gpt-4o-mini' }],
      primary: 'openai/gpt-4o',
    }),
    managed: MANAGED,
  },
  'another gateway': {
    plan: setUp({ gateway: 'other', models: [] }),
    managed: [...MANAGED, ['agents', 'defaults', 'memorySearch']],
  },
  fallbacks: {
    plan: setUp({
      models: [{ id: 'openai/gpt-4o' }, { id: 'groq/llama-3.3' }],
      fallbacks: ['groq/llama-3.3'],
    }),
    managed: MANAGED,
  },
  'add a model': {
    plan: (current) => planAddition(PROVIDER, ['openai/gpt-4o', 'groq/llama-3.3'], current),
    managed: [...BLOCK, ...ROLES],
  },
  'remove a model': {
    plan: (current) => planModelRemoval({ providerId: PROVIDER, ids: ['openai/gpt-4o'] }, current),
    managed: [...BLOCK, ...ROLES],
    mayDrop: true,
  },
  'doctor --fix': {
    plan: fix,
    managed: [
      ['models', 'providers', PROVIDER],
      ['models', 'providers', 'cf-second'],
      ['agents', 'defaults'],
      ['agents', 'list'],
      ['plugins', 'entries', PROVIDER],
      ['env'],
    ],
  },
};
const CHANGES = Object.keys(OPERATIONS).filter((name) => name !== 'init');

/** One document: set up, changed in one way, taken back. @param {number} seed @param {Tell} tell */
export async function configStory(seed, tell) {
  const text = configText(seed);
  const home = new MemoryHome();
  home.files.set(CONFIG, text);
  home.files.set(ENV, '# mine\nOTHER_KEY=kept\n');
  const before = parsed(text);
  const current = await home.current();
  if (before === undefined) {
    if (!current.config.problem)
      tell('broken documents', [{ kind: 'wrong', what: 'it is read although json5 does not' }]);
    else if (current.config.problem.cause !== 'config-empty') return refuseBroken(text, current, tell);
  }
  const dice = diceOf(seed + 0x10000000);
  const first = dice.once(2) ? 'init' : dice.pick(CHANGES);
  await change(first, home, tell);
  if (dice.once(2)) await change(dice.pick(CHANGES), home, tell);
  if (dice.once(2)) await undoAll(home, text, tell);
  else await takeOut(home, text, dice.once(2), tell);
}

/** @param {string} text @returns {unknown} undefined if json5 does not take it */
function parsed(text) {
  try {
    return JSON5.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

/** @param {string} text @param {Current} current @param {Tell} tell */
function refuseBroken(text, { config }, tell) {
  /** @type {Found[]} */
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
  tell('broken documents', found);
}

/** @param {string} old @param {string} now @param {string[][]} managed @returns {Found[]} */
function lostValues(old, now, managed) {
  return differingPlaces(parsed(old) ?? {}, parsed(now) ?? {}, managed)
    .filter((place) => place !== MODEL_AS_TEXT)
    .map((place) => ({ kind: 'lost', what: `${place} differs` }));
}

/** @param {string} name @param {MemoryHome} home @param {Tell} tell */
async function change(name, home, tell) {
  const operation = OPERATIONS[name];
  if (!operation) throw new Error(name);
  const old = home.files.get(CONFIG) ?? '';
  /** @type {Found[]} */
  const found = [];
  const planned = await planOf(name, home, found);
  if (planned) {
    await home.apply(planned, name);
    const now = home.files.get(CONFIG) ?? '';
    const value = parsed(now);
    if (value === undefined && parsed(old) !== undefined)
      found.push({ kind: 'lost', what: 'the result is no JSON5' });
    found.push(...lostValues(old, now, operation.managed));
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
  tell(name, found);
}

/** @param {string} name @param {MemoryHome} home @param {Found[]} found @returns {Promise<Plan | undefined>} undefined if it is refused */
async function planOf(name, home, found) {
  try {
    return await OPERATIONS[name]?.plan(await home.current());
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

/** @param {MemoryHome} home @param {string} text @param {Tell} tell */
async function undoAll(home, text, tell) {
  /** @type {Found[]} */
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
  tell('undo', [...found, ...differences(home, text)]);
}

/** `isLater`: the user has changed the file since. @param {MemoryHome} home @param {string} text @param {boolean} isLater @param {Tell} tell */
async function takeOut(home, text, isLater, tell) {
  if (isLater) home.files.set(CONFIG, `${home.files.get(CONFIG) ?? ''}\n// later\n`);
  const current = await home.current();
  const isOwn =
    current.journal.runs.length > 0 &&
    current.journal.runs.every(({ providerId }) => providerId === PROVIDER);
  /** @type {Found[]} */
  const found = [];
  const old = home.files.get(CONFIG) ?? '';
  try {
    const plan = await planRemoval(PROVIDER, current, await home.history(current));
    if (plan) await home.apply(plan, 'init --remove');
    if (isOwn && !isLater) found.push(...differences(home, text));
    else {
      const now = home.files.get(CONFIG) ?? '';
      found.push(...lostValues(old, now, [...MANAGED, WHOLE_BLOCK]));
    }
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof DotenvRefused))
      found.push({ kind: 'wrong', what: String(/** @type {Error} */ (error).stack) });
  }
  tell('init --remove', found);
}

/** @param {MemoryHome} home @param {string} text @returns {Found[]} */
function differences(home, text) {
  /** @type {Found[]} */
  const found = [];
  if (home.files.get(CONFIG) !== text) found.push({ kind: 'lost', what: 'the config is not what it was' });
  if (home.files.get(ENV) !== '# mine\nOTHER_KEY=kept\n')
    found.push({ kind: 'lost', what: 'the .env is not what it was' });
  return found;
}
