import { findPlannedFaults } from '../../../src/doctor/planned-faults.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { planAddition, planModelRemoval } from '../../../src/openclaw/changes/additions.js';
import { planRepairs } from '../../../src/openclaw/changes/repairs/repair-plan.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { ACCOUNT, TOKEN } from '../program.js';
import { PROVIDER } from './configs.js';
import { MemoryHome } from './memory-home.js';

/** @typedef {Awaited<ReturnType<MemoryHome['current']>>} Current */
/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../../../src/openclaw/blocks/recipes.js').Setup} Setup */

/** @type {Setup} */
export const SETUP = {
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
export const WHOLE_BLOCK = ['models', 'providers', PROVIDER];
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
export const MODEL_AS_TEXT = JSON.stringify(['agents', 'defaults', 'model']);
/** Of a provider with a key of its own. */
const BLOCK_OF_FALLBACK = ['models', 'providers', `${PROVIDER}-groq`];
export const MANAGED = [...ROLES, ...BLOCK, BLOCK_OF_FALLBACK, ['models', 'mode']];

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
      ['models', 'providers', PROVIDER],
      ['models', 'providers', 'cf-second'],
      ['agents', 'defaults'],
      ['agents', 'list'],
      ['plugins', 'entries', PROVIDER],
      ['env'],
    ],
  },
};
