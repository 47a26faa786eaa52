import { describe, expect, test } from '@jest/globals';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import type { Payment } from '../../../src/openclaw/blocks/recipes.js';
import { keyProviderOf, modelsWithoutKey } from '../../../src/openclaw/secrets/key-provider.js';
import { CONFIG, ENV, GATEWAY_URL, Home, KEY, TOKEN } from '../memory.js';

const GPT = 'openai/gpt-4o';
const CLAUDE = 'anthropic/claude-x';
const TOKEN_REF = '$' + '{CLOUDFLARE_AI_GATEWAY_API_KEY}';
const reference = (name: string) => `Bearer \${${name}}`;

/** A block on compat with the token, and the provider key of a variable or as a value. */
async function blockWith(authorization: string | undefined, ids: string[], primary = 'x/y') {
  const block = {
    apiKey: TOKEN_REF,
    baseUrl: `${GATEWAY_URL}/compat`,
    headers: authorization && {
      Authorization: authorization,
      'cf-aig-authorization': `Bearer ${TOKEN_REF}`,
    },
    models: ids.map((id) => ({ id, name: id })),
  };
  const config = { models: { providers: { b: block } }, agents: { defaults: { model: primary } } };
  const home = new Home({
    [CONFIG]: JSON.stringify(config),
    [ENV]: `CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nOPENAI_API_KEY=${KEY}\nMY_KEY=no-known-form-00000\nMY_CLAUDE_KEY=sk-ant-FAKE00000000000000000\n`,
  });
  const files = await home.current();
  const [found] = findBlocks(files.config.value!, files.origins);
  return { block: found!, files };
}

describe('the provider whose key a block sends', () => {
  test.each<[string, string | undefined, string[], string | undefined, string | undefined]>([
    ['its usual variable', reference('OPENAI_API_KEY'), [CLAUDE], undefined, 'openai'],
    ['its usual variable, numbered', reference('OPENAI_API_KEY_2'), [CLAUDE], undefined, 'openai'],
    ['a variable of Workers AI', reference('CLOUDFLARE_WORKERS_AI_API_KEY'), [], undefined, 'workers-ai'],
    ['the form of the key', reference('MY_CLAUDE_KEY'), [GPT, CLAUDE], undefined, 'anthropic'],
    ['the first model', reference('MY_KEY'), [GPT, CLAUDE], undefined, 'openai'],
    ['the primary model', reference('MY_KEY'), [GPT, CLAUDE], `b/${CLAUDE}`, 'anthropic'],
    ['a custom provider', reference('MY_KEY'), ['custom-mine/x'], undefined, 'custom-mine'],
    ['a key in the config', `Bearer ${KEY}`, [CLAUDE, GPT], undefined, 'openai'],
    ['nothing that tells', reference('MY_KEY'), [], undefined, undefined],
    ['no own key', undefined, [GPT], undefined, undefined],
  ])('%s', async (_name, authorization, ids, primary, expected) => {
    const { block, files } = await blockWith(authorization, ids, primary);
    expect(keyProviderOf(block, files)).toBe(expected);
  });
});

describe('the models that another key does not serve', () => {
  const OWN = reference('OPENAI_API_KEY');
  test.each<[string, string | undefined, string[], Payment, string, string[]]>([
    ['of the present key', OWN, [GPT, CLAUDE], 'own-key', 'anthropic', [GPT]],
    ['on an open gateway', OWN, [GPT, CLAUDE], 'own-key-open', 'anthropic', [GPT]],
    ['a dynamic route, which may need it', OWN, ['dynamic/x'], 'own-key', 'anthropic', ['dynamic/x']],
    ['none for the same provider', OWN, [GPT, CLAUDE], 'own-key', 'openai', []],
    ['none with stored keys', OWN, [GPT], 'stored', 'anthropic', []],
    ['none that does not work today', OWN, [CLAUDE], 'own-key', 'anthropic', []],
    ['of all other providers after stored keys', undefined, [GPT, CLAUDE], 'own-key', 'anthropic', [GPT]],
  ])('%s', async (_name, authorization, ids, payment, provider, expected) => {
    const { block, files } = await blockWith(authorization, ids);
    expect(modelsWithoutKey(block, { payment, provider }, files)).toEqual(expected);
  });

  test('in use count as much as those that are listed', async () => {
    const { block, files } = await blockWith(OWN, [], `b/${GPT}`);
    const wanted = { payment: 'own-key', provider: 'anthropic' } as const;
    expect(modelsWithoutKey(block, wanted, files)).toEqual([GPT]);
  });
});
