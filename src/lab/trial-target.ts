import type { Origins } from '../gateway/address/origins.js';
import { parseBaseUrl } from '../gateway/address/parse-base-url.js';
import { PROVIDER_ID, readBlock } from '../openclaw/blocks/block.js';
import { findRecipe, keyVariableOf, type Setup } from '../openclaw/blocks/recipes.js';
import { blockValue, buildBlock } from '../openclaw/changes/block-edits.js';
import { TOKEN_VARIABLE } from '../openclaw/secrets/credential-roles.js';
import { resolveCredentials } from '../openclaw/secrets/credentials.js';
import { environmentOf } from '../openclaw/secrets/environment.js';
import type { Target } from './context.js';

/**
 * The target that OpenClaw would have if the setup were written: to try it on the wire before anything is. Throws
 * RangeError when there is no such recipe.
 */
export function trialTarget(setup: Setup, origins: Origins): Target {
  const recipe = findRecipe(setup.recipe, setup.payment);
  if (!recipe) throw new RangeError(`no recipe ${setup.recipe} for ${setup.payment}`);
  const variables = { token: TOKEN_VARIABLE, key: setup.keyVariable ?? keyVariableOf(setup.provider) };
  const block = readBlock(PROVIDER_ID, { ...blockValue(buildBlock(recipe, setup, variables, origins)) });
  const environment = environmentOf({ [variables.key]: setup.providerKey, [variables.token]: setup.token });
  const { url, problems } = parseBaseUrl(block.baseUrl ?? '', origins, block.api);
  const credentials = resolveCredentials(block, environment);
  return { block, modelId: setup.models[0]?.id, url, urlProblems: problems, credentials };
}
