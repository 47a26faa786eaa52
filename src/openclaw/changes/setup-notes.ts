import type { Origins } from '../../gateway/address/origins.js';
import { isRecord } from '../../lib/json.js';
import { applyEdit, type Json5Edit } from '../../lib/json5/apply.js';
import { findBlocks, type ProviderBlock } from '../blocks/block.js';
import { addressOf, isSameGateway } from '../blocks/block-address.js';
import { modelFacts } from '../blocks/known-models.js';
import { modelFeatures, thinks } from '../blocks/model-features.js';
import { fallbackModels, primaryModel } from '../blocks/model-refs.js';
import { type ModelRole, modelRoles, rolesElsewhere } from '../blocks/model-roles.js';
import { fitsRecipe, normaliseModel, providerSlugOf, servesModel } from '../blocks/recipe-model-ids.js';
import { findRecipe, providerOfRecipe, RECIPE_NAMES, type Recipe, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { valueAt } from '../files/tree.js';
import type { HeldCredential } from '../machine/held-credentials.js';
import { PLUGIN_SWITCH, pluginSwitch } from '../machine/plugin.js';
import { dummyEnvironment } from '../secrets/environment.js';
import { keyProviderOf, modelsWithoutKey } from '../secrets/key-provider.js';
import type { Fallbacks } from './fallback-blocks.js';

/** A setup before it is written. */
export interface PlannedSetup {
  /** The main block's id. */
  id: string;
  recipe: Recipe;
  setup: Pick<Setup, 'models' | 'headers' | 'payment' | 'provider'>;
  /** The main block's value so far. */
  existing: unknown;
  fallbacks: Fallbacks;
  edits: readonly Json5Edit[];
  input: {
    config: Pick<OpenClawConfig, 'value'>;
    origins: Origins;
    /** The folder of OpenClaw's own Cloudflare plugin, if it is installed. */
    plugin?: string;
    /** What OpenClaw keeps for blocks without a key. */
    held?: readonly HeldCredential[];
  };
}

/** What several notes look at. */
interface Outlook extends PlannedSetup {
  /** The config with the edits. */
  after: unknown;
  /** The blocks in it that use a gateway. */
  blocksAfter: readonly ProviderBlock[];
  /** Choices of a model in it that bypass the gateway. */
  elsewhere: readonly ModelRole[];
}

type Note = (setup: Outlook) => string[];

/** What the user has to know about a setup before it is written, a sentence or two each. */
export function setupNotes(setup: PlannedSetup): string[] {
  const { input, edits } = setup;
  const after = edits.reduce<unknown>(applyEdit, input.config.value);
  const blocksAfter = findBlocks(after, input.origins);
  const ids = blocksAfter.map(({ id }) => id);
  const elsewhere = rolesElsewhere(modelRoles(after), primaryModel(after), ids);
  return NOTES.flatMap((note) => note({ ...setup, after, blocksAfter, elsewhere }));
}

const unfitModels: Note = ({ recipe, existing }) => {
  const listed = isRecord(existing) && Array.isArray(existing.models) ? existing.models : [];
  const ids = listed.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry.id === 'string' && entry.baseUrl === undefined ? [entry.id] : [],
  );
  const unfit = ids.filter((model) => !fitsRecipe(recipe, model));
  return unfit.length
    ? [
        `These listed models do not have the form that this address wants and will not work: ${unfit.join(', ')}`,
      ]
    : [];
};

/** Models that think on the route of their own provider only. */
const unusedReasoning: Note = ({ recipe, fallbacks: { models } }) =>
  models.flatMap(({ id }) => {
    if (recipe.api !== 'openai-completions' || !modelFacts(id)?.reasons) return [];
    if (thinks(modelFeatures(id, recipe.api), recipe.api)) return [];
    const provider = providerSlugOf(recipe.route, id);
    const name = RECIPE_NAMES.find((candidate) => providerOfRecipe(candidate) === provider);
    const own = name && findRecipe(name, recipe.payment);
    if (!own || (own.payment === 'stored' && own.caveat)) return [];
    const features = modelFeatures(normaliseModel(own.name, undefined, id).id, own.api);
    if (!thinks(features, own.api)) return [];
    if (!models.every((model) => servesModel(own.name, model.id))) return [];
    return [`With this API OpenClaw cannot let ${id} think; with --recipe ${own.name} it can.`];
  });

/** The block so far has no key of its own. */
const unusedCredential: Note = ({ id, existing, input: { held = [] } }) => {
  const credential = held.find(({ provider }) => provider.toLowerCase() === id.toLowerCase());
  if (!credential || !isRecord(existing)) return [];
  const name = credential.id ? ` (${credential.id})` : '';
  return [
    `The setup gets its own key: OpenClaw no longer uses the credential that it keeps for ${id}${name}.`,
  ];
};

const absentHeaders: Note = ({ existing, setup: { headers = {} } }) => {
  const written = isRecord(existing) && isRecord(existing.headers) ? Object.keys(existing.headers) : [];
  const present = new Set(written.map((name) => name.toLowerCase()));
  return Object.entries(headers)
    .filter(([name, value]) => value === null && !present.has(name))
    .map(([name]) => `There is no header ${name} to remove.`);
};

const fallbackBlocks: Note = ({ id, fallbacks: { blocks: all } }) => {
  const blocks = all.filter(({ setup: { models } }) => models.length);
  return blocks.length
    ? [
        `Fallbacks of another provider get an entry of their own in models.providers (${listOf(blocks)}): after a 401 or a 429, OpenClaw sends nothing to ${id} for up to ten minutes. The gateway can also fall back itself: create a dynamic route and use --model dynamic/<route>.`,
      ]
    : [];
};

const sharedFallbacks: Note = ({ fallbacks: { shared } }) =>
  shared.length
    ? [
        `${shared.join(', ')} ${shared.length === 1 ? 'shares' : 'share'} a provider with the primary model: ${shared.length === 1 ? 'it helps' : 'they help'} when that model fails, but not when the key is rejected or its quota is used up.`,
      ]
    : [];

/** A new block, because that of Cloudflare's own id or the one that it is named after has another provider's key. */
const otherKey: Note = ({ id, existing, setup, input }) => {
  if (existing !== undefined) return [];
  const before = findBlocks(input.config.value, input.origins).find(
    (block) => id.startsWith(`${block.id}-`) && hasOtherKey(block, setup, input),
  );
  if (!before) return [];
  const owner = keyProviderOf(before, filesOf(input));
  return [
    `${before.id} ${owner ? `has the key of ${owner}` : 'lets Cloudflare pay'} and stays unchanged: one key serves one provider, so ${setup.provider} gets an entry of its own, ${id}.`,
  ];
};

/** Blocks at the same gateway that the setup does not write, except its own for fallbacks and those with other keys. */
const otherBlocks: Note = ({ id, setup, fallbacks, input, after, blocksAfter }) => {
  const addressIn = (block: ProviderBlock) => addressOf(block, input.origins);
  const main = blocksAfter.find((block) => block.id === id);
  const known = [
    id,
    ...fallbacks.blocks.map((block) => block.id),
    ...fallbackModels(after).flatMap(({ providerId }) =>
      providerId.startsWith(`${id}-`) ? [providerId] : [],
    ),
  ];
  const others = blocksAfter.filter(
    (block) =>
      !known.includes(block.id) &&
      main &&
      isSameGateway(addressIn(block), addressIn(main)) &&
      !hasOtherKey(block, setup, input),
  );
  return others.length
    ? [
        `${others.length === 1 ? 'Another entry of models.providers uses' : 'Other entries of models.providers use'} the same gateway and ${others.length === 1 ? 'stays' : 'stay'} unchanged: ${listOf(others)}. To change ${others.length === 1 ? `it instead, add --provider-id ${others[0]!.id}` : 'one of them instead, add --provider-id with its name'}.`,
      ]
    : [];
};

const bypassingFallbacks: Note = ({ elsewhere }) => {
  const refs = elsewhere.filter(isDefaultFallback);
  return refs.length
    ? [`Fallbacks that do not go through the gateway: ${refs.map(({ model }) => model.ref).join(', ')}`]
    : [];
};

const bypassingAgents: Note = ({ elsewhere }) => {
  const agents = elsewhere.filter(({ agent, role }) => agent !== undefined && role === 'model');
  return agents.length
    ? [
        `Agents with their own model, which does not go through the gateway: ${agents.map(({ agent, model }) => `${agent} (${model.ref})`).join(', ')}`,
      ]
    : [];
};

const bypassingRoles: Note = ({ elsewhere }) => {
  const others = elsewhere.filter(({ role }) => role !== 'model');
  return others.length
    ? [
        `Other choices of a model that do not go through the gateway: ${others.map(({ agent, role, model }) => `${agent === undefined ? '' : `${agent}: `}${role} (${model.ref})`).join(', ')}`,
      ]
    : [];
};

const pluginOff: Note = ({ input: { config, plugin }, after }) => {
  const before = valueAt(config.value, PLUGIN_SWITCH);
  const isInstalled = before === true || (before === undefined && plugin !== undefined);
  const isOn = isInstalled && pluginSwitch(config.value) === undefined;
  return isOn && valueAt(after, PLUGIN_SWITCH) === false
    ? [
        'OpenClaw\'s own Cloudflare plugin is turned off: this setup replaces it. Until it is on again, `openclaw onboard` answers "Unknown --auth-choice" for cloudflare-ai-gateway-api-key.',
      ]
    : [];
};

/** In the order of output. */
const NOTES: readonly Note[] = [
  unfitModels,
  unusedReasoning,
  absentHeaders,
  unusedCredential,
  fallbackBlocks,
  sharedFallbacks,
  otherKey,
  otherBlocks,
  bypassingFallbacks,
  bypassingAgents,
  bypassingRoles,
  pluginOff,
];

function isDefaultFallback({ agent, role, isFallback }: ModelRole): boolean {
  return agent === undefined && role === 'model' && isFallback;
}

function hasOtherKey(
  block: ProviderBlock,
  setup: PlannedSetup['setup'],
  input: PlannedSetup['input'],
): boolean {
  return modelsWithoutKey(block, setup, filesOf(input)).length > 0;
}

/** Which variables are referred to is enough. */
function filesOf({ config, origins }: PlannedSetup['input']) {
  return { config, origins, environment: dummyEnvironment() };
}

function listOf(blocks: readonly { id: string }[]): string {
  return blocks.map(({ id }) => id).join(', ');
}
