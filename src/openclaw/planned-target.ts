import type { Origins } from '../gateway/address/origins.js';
import { PROVIDER_ID, readBlock } from './blocks/block.js';
import { findRecipe, keyVariableOf, type Setup } from './blocks/recipes.js';
import { blockValue, buildBlock } from './changes/block-edits.js';
import { TOKEN_VARIABLE } from './secrets/credential-roles.js';
import { environmentOf } from './secrets/environment.js';
import { resolveTarget, type Target } from './target.js';

/**
 * The target that a setup would give OpenClaw, to test it on the wire before any file is written. Throws RangeError if
 * there is no such recipe.
 */
export function plannedTarget(setup: Setup, origins: Origins): Target {
  const recipe = findRecipe(setup.recipe, setup.payment);
  if (!recipe) throw new RangeError(`no recipe ${setup.recipe} for ${setup.payment}`);
  const variables = { token: TOKEN_VARIABLE, key: setup.keyVariable ?? keyVariableOf(setup.provider) };
  const block = readBlock(PROVIDER_ID, { ...blockValue(buildBlock(recipe, setup, variables, origins)) });
  const environment = environmentOf({ [variables.key]: setup.providerKey, [variables.token]: setup.token });
  return resolveTarget(block, setup.models[0]?.id, { environment, origins });
}
