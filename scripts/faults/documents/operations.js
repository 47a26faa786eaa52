import { planSafeRepairs } from '../../../src/doctor/fix/safe-repairs.js';
import { checkFiles } from '../../../src/doctor/planned-faults.js';
import { planAddition, planModelRemoval } from '../../../src/openclaw/changes/additions.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { SETUP as SETUP_WITH_KEY } from '../../../test/openclaw/memory.js';
import { PROVIDER } from './configs.js';
import { MemoryHome } from './memory-home.js';

/** @typedef {Awaited<ReturnType<MemoryHome['current']>>} Current */
/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../../../src/openclaw/blocks/recipes.js').Setup} Setup */

/** @type {Setup} */
export const SETUP = { ...SETUP_WITH_KEY, providerKey: undefined };

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
export const WHOLE_BLOCK = ['models', 'providers', PROVIDER];
const BLOCK = partsOf(PROVIDER);
/** A text has no room for fallbacks and becomes an object. */
export const MODEL_AS_TEXT = JSON.stringify(['agents', 'defaults', 'model']);
/** Of a provider with a key of its own. */
const BLOCK_OF_FALLBACK = ['models', 'providers', `${PROVIDER}-groq`];
export const MANAGED = [...ROLES, ...BLOCK, BLOCK_OF_FALLBACK, ['models', 'mode']];

/** What else the user has in the block stays. @param {string} block */
function partsOf(block) {
  return [['baseUrl'], ['apiKey'], ['api'], ['auth'], ['models'], ['headers', 'cf-aig-authorization']].map(
    (path) => ['models', 'providers', block, ...path],
  );
}

/** @param {Partial<Setup>} setup @returns {(current: Current) => Plan} */
const setUp = (setup) => (current) => planSetup({ ...SETUP, ...setup }, current);

/** @param {Current} current @param {MemoryHome} home */
async function fix(current, home) {
  /** @param {import('../../../src/openclaw/snapshot.js').Snapshot} planned */
  const examine = (planned) => checkFiles(planned, { now: () => 0 });
  const accepts = async () => false;
  return (await planSafeRepairs(current, await examine(current), { examine, accepts, disk: home.effects }))
    .plan;
}

/**
 * `managedIn`: what it may touch in the block that the plan is for. `mayDrop`: comments inside what it takes out go with it.
 * @type {Record<string, { plan: (current: Current, home: MemoryHome) => Plan | undefined | Promise<Plan | undefined>, managed: string[][], managedIn?: (block: string) => string[][], mayDrop?: true }>}
 */
export const OPERATIONS = {
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
      ...['model', 'models', 'modelPolicy', 'imageModel'].map((key) => ['agents', 'defaults', key]),
      ...['0', '1'].map((index) => ['agents', 'list', index, 'model']),
      ['plugins', 'entries', PROVIDER],
    ],
    // Any block that leads to a gateway, whatever its name.
    managedIn: partsOf,
  },
};
