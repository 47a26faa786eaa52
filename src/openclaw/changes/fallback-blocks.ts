import type { Origins } from '../../gateway/address/origins.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { findBlocks, PROVIDERS_PATH, type ProviderBlock } from '../blocks/block.js';
import { addressOf, type BlockAddress, isSameGateway } from '../blocks/block-address.js';
import { fallbackModels } from '../blocks/model-refs.js';
import { normaliseModel, providerSlugOf, servesModel } from '../blocks/recipe-model-ids.js';
import {
  findRecipe,
  keyVariableOf,
  providerOfRecipe,
  type Recipe,
  type RecipeName,
  recipeOfRoute,
  type Setup,
} from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { recordAt } from '../files/tree.js';
import { dummyEnvironment } from '../secrets/environment.js';
import { keyProviderOf } from '../secrets/key-provider.js';
import { hasRecipe } from './block-choice.js';

/** A block for the fallbacks of one provider. */
export interface FallbackBlock {
  id: string;
  recipe: Recipe;
  /** The main setup with this block's id, provider and models. */
  setup: Setup;
  isNew: boolean;
}

export interface Fallbacks {
  /** The refs, in the order of the setup. */
  refs: string[];
  /** Refs that earlier setups wrote for the same models. */
  moved: { from: string; to: string }[];
  /** The models of the main block. */
  models: Setup['models'];
  blocks: FallbackBlock[];
  /** Fallbacks in the main block, which share the key of the primary model. */
  shared: string[];
}

interface Files {
  config: OpenClawConfig;
  origins: Origins;
}

/**
 * The blocks of the fallbacks. After a 401 or a 429, OpenClaw 2026.9.6 sends nothing more to the provider id, so a
 * fallback of another provider than the primary model's needs another id.
 */
export function assignFallbacks(setup: Setup, mainId: string, files: Files): Fallbacks {
  const primary = primaryOf(setup);
  const fallbacks = (setup.fallbacks ?? []).filter((id) => id !== primary);
  const groups = fallbackVendors(setup).map((vendor) => {
    const ids = fallbacks.filter((id) => vendorOfBlock(setup, id) === vendor);
    return { ids, block: blockFor(vendor, ids, setup, mainId, files) };
  });
  const elsewhere = new Map(groups.flatMap(({ ids, block }) => ids.map((id) => [id, block] as const)));
  const inMain = (id: string) => (id.startsWith(`${mainId}/`) ? id : `${mainId}/${id}`);
  const refOf = (id: string) => {
    const block = elsewhere.get(id);
    return block ? `${block.id}/${idOn(block.recipe.name, id)}` : inMain(id);
  };
  return {
    refs: (setup.fallbacks ?? []).map(refOf),
    moved: [...elsewhere.keys()].map((id) => ({ from: inMain(id), to: refOf(id) })),
    models: setup.models.filter(({ id }) => !elsewhere.has(id)),
    blocks: [
      ...groups.map(({ block }) => block),
      ...companions(setup, mainId, files).filter(({ id }) => !groups.some(({ block }) => block.id === id)),
    ],
    shared: fallbacks.filter((id) => !elsewhere.has(id)),
  };
}

/** Blocks of earlier fallbacks, which follow the main block to another gateway. */
function companions(setup: Setup, mainId: string, { config, origins }: Files): FallbackBlock[] {
  const blocks = findBlocks(config.value, origins);
  const main = blocks.find(({ id }) => id === mainId);
  const old = main && addressOf(main, origins);
  if (!old || isSameGateway(old, setup)) return [];
  const used = new Set(fallbackModels(config.value).map(({ providerId }) => providerId));
  return blocks.flatMap((block): FallbackBlock[] => {
    const { id, models } = block;
    const address = addressOf(block, origins);
    const name = recipeOfRoute(address.route);
    const recipe = name && findRecipe(name, setup.payment);
    const isCompanion = id.startsWith(`${mainId}-`) && used.has(id) && isSameGateway(address, old);
    if (!isCompanion || !recipe || !isOurs(block, recipe, origins)) return [];
    const provider = vendorOf({ ...setup, recipe: recipe.name }, models[0]?.id ?? '') ?? setup.provider;
    return [{ id, recipe, isNew: false, setup: subSetup(setup, { id, recipe, provider, models: [] }) }];
  });
}

/** Providers of the fallbacks that need a block, and thus with own keys a key, of their own. */
function fallbackVendors(setup: Setup): string[] {
  const vendors = (setup.fallbacks ?? []).map((id) => vendorOfBlock(setup, id));
  return [...new Set(vendors)].filter((vendor) => vendor !== undefined);
}

const primaryOf = ({ primary, models }: Setup): string => primary ?? models[0]?.id ?? '';

/** The provider whose block a fallback goes into; undefined: the main one. */
function vendorOfBlock(setup: Setup, id: string): string | undefined {
  // Only Cloudflare can hold the keys of a route whose provider it chooses.
  if (isResolvedByGateway(id) && setup.payment !== 'stored') return undefined;
  const vendor = vendorOf(setup, id);
  return vendor === vendorOf(setup, primaryOf(setup)) ? undefined : vendor;
}

/** The model's own provider, else that of the route. */
function vendorOf({ recipe }: Setup, id: string): string | undefined {
  return providerSlugOf('compat', id) ?? providerOfRecipe(recipe);
}

const idOn = (recipe: RecipeName, id: string): string => normaliseModel(recipe, undefined, id).id;

/** The route of the main block, if it serves all of them. */
function blockFor(
  vendor: string,
  ids: readonly string[],
  setup: Setup,
  mainId: string,
  files: Files,
): FallbackBlock {
  const name = ids.every((id) => servesModel(setup.recipe, id)) ? setup.recipe : 'compat';
  const recipe = findRecipe(name, setup.payment)!;
  const { id, isNew } = idFor(vendor, recipe, setup, mainId, files);
  const models = ids.map((model) => ({
    ...setup.models.find((entry) => entry.id === model),
    id: idOn(name, model),
  }));
  return {
    id,
    recipe,
    isNew,
    setup: subSetup(setup, { id, recipe, provider: vendor, models }),
  };
}

/** The setup for a block beside the main one, whose key is that of its own provider. */
function subSetup(
  setup: Setup,
  { id, recipe, provider, models }: { id: string; recipe: Recipe } & Pick<Setup, 'provider' | 'models'>,
): Setup {
  return {
    ...setup,
    recipe: recipe.name,
    provider,
    providerId: id,
    providerKey: undefined,
    keyVariable: keyVariableOf(provider),
    models,
    primary: undefined,
    fallbacks: undefined,
  };
}

/**
 * The first such id that is free, or that a block of the same recipe at the gateway of the main block has. With own keys
 * that block has to send the vendor's key, and one of any other id that sends it is taken before a new one.
 */
function idFor(
  vendor: string,
  recipe: Recipe,
  setup: Setup,
  mainId: string,
  { config, origins }: Files,
): { id: string; isNew: boolean } {
  const id = `${mainId}-${vendor}`;
  const providers = recordAt(config.value, PROVIDERS_PATH) ?? {};
  const blocks = findBlocks(config.value, origins);
  const main = blocks.find((block) => block.id === mainId);
  const gateways = [setup, ...(main ? [addressOf(main, origins)] : [])];
  const isAt = (block: ProviderBlock, gateway: BlockAddress) =>
    isOurs(block, recipe, origins) && isSameGateway(gateway, addressOf(block, origins));
  const keyOf = (block: ProviderBlock) =>
    setup.payment === 'stored'
      ? undefined
      : keyProviderOf(block, { config, origins, environment: dummyEnvironment() });
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!Object.hasOwn(providers, candidate)) {
      const other = blocks.find((block) => block !== main && isAt(block, setup) && keyOf(block) === vendor);
      return { id: other?.id ?? candidate, isNew: other === undefined };
    }
    const block = blocks.find((one) => one.id === candidate);
    const isHere = block && gateways.some((gateway) => isAt(block, gateway));
    if (isHere && (keyOf(block) ?? vendor) === vendor) return { id: candidate, isNew: false };
  }
}

function isOurs(block: ProviderBlock, { name, payment }: Recipe, origins: Origins): boolean {
  return hasRecipe(block, { recipe: name, payment }, { origins, environment: dummyEnvironment() });
}
