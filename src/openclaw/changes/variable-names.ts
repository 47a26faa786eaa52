import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../lib/files/read-text.js';
import { isRecord } from '../../lib/json.js';
import { PROVIDER_ID, PROVIDERS_PATH, readBlock } from '../blocks/block.js';
import { keyVariableOf, type Recipe, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { recordAt } from '../files/tree.js';
import { hasFeature } from '../machine/openclaw-features.js';
import { isProviderVariable, TOKEN_VARIABLE } from '../secrets/credential-roles.js';
import { resolveCredentials } from '../secrets/credentials.js';
import { dummyEnvironment } from '../secrets/environment.js';
import type { Variables } from './block-edits.js';

interface Files {
  config: OpenClawConfig;
  envFile: TextFile;
}

/** The default names, with three exceptions: without a new secret, the block keeps the variables that it refers to; if another
 * block uses a default name for another secret, this block gets its own name; and so does the token if an older OpenClaw would
 * send the variable with the default name instead of the block's key. */
export function variablesFor(
  recipe: Recipe,
  setup: Setup,
  id: string,
  existing: unknown,
  files: Files,
  version?: string,
): Variables {
  const current = isRecord(existing)
    ? resolveCredentials(readBlock(id, existing), dummyEnvironment())
    : undefined;
  const currentToken = current?.gatewayToken?.variable;
  const currentKey = current?.providerKey?.variable;
  const isCustomName = currentKey !== undefined && !isProviderVariable(currentKey);
  const choose = (name: string, inUse: string | undefined, secret: string | undefined, suffix: string) =>
    inUse !== name && isTaken(name, secret, id, files) ? variableOfBlock(id, suffix) : name;
  const displacesKey =
    recipe.apiKey === 'key' && id === PROVIDER_ID && !hasFeature(version, 'config-key-first');
  const token = displacesKey ? variableOfBlock(id, 'TOKEN') : TOKEN_VARIABLE;
  return {
    token:
      setup.token === undefined && currentToken && !isProviderVariable(currentToken)
        ? currentToken
        : choose(token, currentToken, setup.token, 'TOKEN'),
    key:
      setup.keyVariable ??
      (setup.providerKey === undefined && isCustomName
        ? currentKey
        : choose(keyVariableOf(setup.provider), currentKey, setup.providerKey, 'KEY')),
  };
}

/** Whether another block uses the variable for another secret. */
function isTaken(name: string, secret: string | undefined, id: string, { config, envFile }: Files): boolean {
  const present = parseDotenv(envFile.kind === 'file' ? envFile.text : '').values.get(name);
  if (secret === undefined || present === undefined || present === secret) return false;
  return Object.entries(recordAt(config.value, PROVIDERS_PATH) ?? {}).some(
    ([other, block]) =>
      other !== id &&
      isRecord(block) &&
      resolveCredentials(readBlock(other, block), dummyEnvironment()).variables.includes(name),
  );
}

/** `cloudflare-ai-gateway-work`: CLOUDFLARE_AI_GATEWAY_WORK_TOKEN */
function variableOfBlock(id: string, suffix: string): string {
  const name = id
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `${/^[A-Z]/.test(name) ? name : `CF_${name}`}_${suffix}`;
}
