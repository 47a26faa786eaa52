import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import { findBlocks } from '../../src/openclaw/blocks/block.js';
import { environmentOf } from '../../src/openclaw/secrets/environment.js';
import { resolveTarget, type Target } from '../../src/openclaw/target.js';
import { ACCOUNT, GATEWAY_URL, TOKEN } from './memory.js';

export const REST = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai/v1`;
export const TOKEN_VARIABLE = 'CLOUDFLARE_AI_GATEWAY_API_KEY';
export const reference = (id: string) => ({ source: 'env', provider: 'default', id });

/** A block on the compat route with the token in its variable, and what is different. */
export function targetWith(
  block: Record<string, unknown>,
  env: NodeJS.ProcessEnv = {},
  more: Partial<Target> = {},
  modelId = 'openai/gpt-4o',
): Target {
  const whole = {
    baseUrl: `${GATEWAY_URL}/compat`,
    api: 'openai-completions',
    apiKey: reference(TOKEN_VARIABLE),
    models: [],
    ...block,
  };
  const config = { models: { providers: { 'cloudflare-ai-gateway': whole } } };
  const [found] = findBlocks(config, CLOUDFLARE);
  const environment = environmentOf({ [TOKEN_VARIABLE]: TOKEN, ...env });
  return {
    ...resolveTarget(found!, modelId, {
      environment,
      origins: CLOUDFLARE,
      pluginInstalled: true,
      configKeyFirst: true,
    }),
    ...more,
  };
}
