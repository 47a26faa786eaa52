import type { Origins } from '../../gateway/address/origins.js';
import { PROVIDER_ID, PROVIDERS_PATH, type ProviderBlock } from '../blocks/block.js';
import { addressOf, isSameGateway } from '../blocks/block-address.js';
import { primaryModel } from '../blocks/model-refs.js';
import { modelsOfBlock } from '../blocks/model-roles.js';
import { fitsRecipe, normaliseModel, servesModel } from '../blocks/recipe-model-ids.js';
import {
  findRecipe,
  type Payment,
  type RecipeName,
  recipeOfRoute,
  routeOfRecipe,
} from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { recordAt } from '../files/tree.js';
import { paymentOf } from '../secrets/credential-roles.js';
import { resolveCredentials } from '../secrets/credentials.js';
import { dummyEnvironment, type Environment } from '../secrets/environment.js';
import { keyProviderOf, modelsWithoutKey } from '../secrets/key-provider.js';

/** The blocks that use a gateway, and what they are read with. */
export interface Files {
  config: Pick<OpenClawConfig, 'value'>;
  blocks: readonly ProviderBlock[];
  origins: Origins;
  environment: Environment;
}

/** What a setup asks for. */
export interface Request {
  recipe: RecipeName;
  payment: Payment;
  accountId: string;
  gateway: string;
  /** Slug of the provider whose key is used. */
  provider: string;
  /** It names no model: that of the existing setup stays, and thus its block. */
  keepsModel?: boolean;
}

/** The recipe of an existing block, if its route serves every model; otherwise `compat`, which serves all. */
export function recipeFor(
  models: readonly string[],
  existing: RecipeName | undefined,
  payment?: Payment,
): RecipeName {
  const keeps =
    existing &&
    models.every((id) => servesModel(existing, id)) &&
    (!payment || findRecipe(existing, payment));
  return keeps ? existing : 'compat';
}

/**
 * Models of a block, listed or in use, that would stop working if the block took another recipe. A block whose
 * address has no known route has none: its models do not work today.
 */
export function modelsLost(block: ProviderBlock, recipe: RecipeName, { config, origins }: Files): string[] {
  const { route } = addressOf(block, origins);
  if (!route || route === routeOfRecipe(recipe)) return [];
  const form = { name: recipe, route: routeOfRecipe(recipe) };
  return modelsOfBlock(config.value, block).filter(
    (id) => !fitsRecipe(form, id) || normaliseModel(recipe, undefined, id).id !== id,
  );
}

/**
 * The block to write: Cloudflare's own id, unless models of that block would be lost (to another route, or to the own key
 * of another provider), or it would leave its gateway for one that another block already uses; then that block if it has
 * this recipe, or a new one. A setup that keeps the primary model and has no block of that id keeps the block of that model
 * if it fits.
 */
export function blockIdFor(request: Request, files: Files): string {
  const { blocks, origins } = files;
  const primaryId = primaryModel(files.config.value)?.providerId;
  const usual = blocks.find(({ id }) => id === PROVIDER_ID);
  const alike = blocks.filter((block) => block !== usual && isSame(block, request, files));
  const fitting = alike.filter((block) => !modelsWithoutKey(block, request, files).length);
  const ofPrimary = fitting.find(({ id }) => id === primaryId);
  if (!usual) return (request.keepsModel && ofPrimary?.id) || PROVIDER_ID;
  const losesRoute = modelsLost(usual, request.recipe, files).length > 0;
  const isLossy = losesRoute || modelsWithoutKey(usual, request, files).length > 0;
  if (!isLossy && isSameGateway(addressOf(usual, origins), request)) return PROVIDER_ID;
  const other = ofPrimary ?? fitting[0];
  if (other) return other.id;
  const isNewRoute = losesRoute && !alike.length;
  return isLossy
    ? freeId(`${PROVIDER_ID}-${isNewRoute ? request.recipe : request.provider}`, files)
    : PROVIDER_ID;
}

/** The block beside another one, alike but for its key: the one that has this provider's key, or a new one. */
export function blockBeside(
  block: ProviderBlock,
  request: Request,
  files: Files,
): { id: string; isNew: boolean } {
  const other = files.blocks.find(
    (one) => one !== block && isSame(one, request, files) && keyProviderOf(one, files) === request.provider,
  );
  return other
    ? { id: other.id, isNew: false }
    : { id: freeId(`${block.id}-${request.provider}`, files), isNew: true };
}

function isSame(block: ProviderBlock, wanted: Request, { origins, environment }: Files): boolean {
  // OpenClaw may have variables that are not set here.
  const environments = [environment, dummyEnvironment()];
  return (
    isSameGateway(addressOf(block, origins), wanted) &&
    environments.some((variables) => hasRecipe(block, wanted, { origins, environment: variables }))
  );
}

export function hasRecipe(
  block: ProviderBlock,
  { recipe, payment }: Pick<Request, 'recipe' | 'payment'>,
  { origins, environment }: Pick<Files, 'origins' | 'environment'>,
): boolean {
  return (
    recipeOfRoute(addressOf(block, origins).route) === recipe &&
    paymentOf(resolveCredentials(block, environment)) === payment
  );
}

/** The id, with a number if the config already has it. */
function freeId(id: string, { config }: Pick<Files, 'config'>): string {
  const taken = recordAt(config.value, PROVIDERS_PATH) ?? {};
  let free = id;
  for (let number = 2; Object.hasOwn(taken, free); number++) free = `${id}-${number}`;
  return free;
}
