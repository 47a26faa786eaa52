import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../lib/files/read-text.js';
import { isRecord } from '../../lib/json.js';
import { PROVIDERS_PATH, readBlock } from '../blocks/block.js';
import { keyVariableOf, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import { recordAt } from '../files/tree.js';
import { isProviderVariable, TOKEN_VARIABLE } from '../secrets/credential-roles.js';
import { resolveCredentials } from '../secrets/credentials.js';
import { namesOnly } from '../secrets/environment.js';
import type { Variables } from './block-edits.js';

interface Files {
  config: OpenClawConfig;
  envFile: TextFile;
}

/** Fixed names; but where no new secret is given, the variables that the block refers to already go on being used, and
 * where another block uses the fixed name for another secret, the block gets a name of its own. */
export function variablesFor(setup: Setup, id: string, existing: unknown, current: Files): Variables {
  const used = isRecord(existing) ? resolveCredentials(readBlock(id, existing), namesOnly()) : undefined;
  const usedToken = used?.gatewayToken?.variable;
  const usedKey = used?.providerKey?.variable;
  const isOwn = usedKey !== undefined && !isProviderVariable(usedKey);
  const free = (name: string, inUse: string | undefined, secret: string | undefined, what: string) =>
    inUse !== name && isTaken(name, secret, id, current) ? variableOfBlock(id, what) : name;
  return {
    token:
      setup.token === undefined && usedToken && !isProviderVariable(usedToken)
        ? usedToken
        : free(TOKEN_VARIABLE, usedToken, setup.token, 'TOKEN'),
    key:
      setup.keyVariable ??
      (setup.providerKey === undefined && isOwn
        ? usedKey
        : free(keyVariableOf(setup.provider), usedKey, setup.providerKey, 'KEY')),
  };
}

/** Another block uses the variable, and it holds another secret. */
function isTaken(name: string, secret: string | undefined, id: string, { config, envFile }: Files): boolean {
  const present = parseDotenv(envFile.kind === 'file' ? envFile.text : '').values.get(name);
  if (secret === undefined || present === undefined || present === secret) return false;
  return Object.entries(recordAt(config.value, PROVIDERS_PATH) ?? {}).some(
    ([other, block]) =>
      other !== id &&
      isRecord(block) &&
      resolveCredentials(readBlock(other, block), namesOnly()).variables.includes(name),
  );
}

/** `cloudflare-ai-gateway-work`: CLOUDFLARE_AI_GATEWAY_WORK_TOKEN */
function variableOfBlock(id: string, what: string): string {
  const name = id
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return `${/^[A-Z]/.test(name) ? name : `CF_${name}`}_${what}`;
}
