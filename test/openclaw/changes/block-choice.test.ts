import { describe, expect, test } from '@jest/globals';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import type { Payment, RecipeName } from '../../../src/openclaw/blocks/recipes.js';
import { blockIdFor, modelsLost, recipeFor } from '../../../src/openclaw/changes/block-choice.js';
import { ACCOUNT, CONFIG, GATEWAY_URL, Home } from '../memory.js';

describe('the recipe for the models', () => {
  test.each<[string, string[], RecipeName | undefined, Payment | undefined, RecipeName]>([
    ['no setup', ['openai/gpt-4o'], undefined, undefined, 'compat'],
    ['a route for all providers', ['openai/gpt-4o', 'anthropic/claude-x'], 'rest', undefined, 'rest'],
    ['a route that cannot pay like that', ['openai/gpt-4o'], 'rest', 'own-key', 'compat'],
    ['a dynamic route', ['dynamic/cheap'], 'rest', undefined, 'compat'],
    ['a dynamic route, on a provider’s route', ['dynamic/cheap'], 'openai', undefined, 'compat'],
    ['the route’s own provider', ['openai/gpt-4o'], 'openai', undefined, 'openai'],
    ['the route’s own provider, bare', ['gpt-4o'], 'openai', undefined, 'openai'],
    ['another provider, bare', ['claude-haiku-4-5'], 'openai', undefined, 'compat'],
    ['a name that tells no provider', ['something'], 'openai', undefined, 'compat'],
    ['one of two', ['@cf/meta/llama-3.1-8b-instruct', 'gpt-4o'], 'workers-ai', undefined, 'compat'],
    ['a model of Workers AI', ['@cf/meta/llama-3.1-8b-instruct'], 'workers-ai', undefined, 'workers-ai'],
    ['one in the form of compat', ['workers-ai/@cf/meta/llama'], 'workers-ai', undefined, 'workers-ai'],
    ['Workers AI on another’s route', ['@cf/meta/llama'], 'google', undefined, 'compat'],
    ['a reseller of the provider', ['openrouter/openai/gpt-4o'], 'openai', undefined, 'compat'],
  ])('%s', (_name, models, existing, payment, expected) => {
    expect(recipeFor(models, existing, payment)).toBe(expected);
  });
});

const USUAL = 'cloudflare-ai-gateway';
const KEY = '{ source: "env", provider: "default", id: "CLOUDFLARE_AI_GATEWAY_API_KEY" }';

const block = (route: string, ...models: string[]) =>
  `{ apiKey: ${KEY}, baseUrl: "${GATEWAY_URL}${route}", models: ${JSON.stringify(models.map((id) => ({ id, name: id })))} }`;

async function files(blocks: Record<string, string>, agents = '{}') {
  const providers = Object.entries(blocks).map(([id, text]) => `"${id}": ${text}`);
  const text = `{ models: { providers: { ${providers.join(', ')} } }, agents: ${agents} }`;
  const home = await new Home({ [CONFIG]: text }).current();
  return { ...home, blocks: findBlocks(home.config.value!, home.origins) };
}

const COMPAT = {
  recipe: 'compat',
  payment: 'stored',
  accountId: ACCOUNT,
  gateway: 'my-gateway',
  provider: 'openai',
} as const;

describe('the block to write', () => {
  const anthropic = block('/anthropic', 'claude-haiku-4-5');
  test.each<[string, Record<string, string>, string]>([
    ['no block', {}, USUAL],
    ['another id', { mine: anthropic }, USUAL],
    ['the same route', { [USUAL]: block('/compat', 'openai/gpt-4o') }, USUAL],
    ['no route: it never worked', { [USUAL]: block('', 'openai/gpt-4o') }, USUAL],
    ['a route without models', { [USUAL]: block('/anthropic') }, USUAL],
    ['a route with models of its own', { [USUAL]: anthropic }, `${USUAL}-compat`],
    ['a route that no recipe takes', { [USUAL]: block('/groq', 'llama-3.1') }, `${USUAL}-compat`],
    ['and one that fits', { [USUAL]: anthropic, mine: block('/compat', 'openai/gpt-4o') }, 'mine'],
    [
      'and one at another gateway',
      { [USUAL]: anthropic, mine: block('-2/compat', 'openai/gpt-4o') },
      `${USUAL}-compat`,
    ],
    ['the same route at another gateway', { [USUAL]: block('-2/compat', 'openai/gpt-4o') }, USUAL],
    [
      'another gateway, and one that is at this one',
      { [USUAL]: block('-2/compat', 'openai/gpt-4o'), mine: block('/compat', 'openai/gpt-4o') },
      'mine',
    ],
    [
      'and the new id is taken',
      { [USUAL]: anthropic, [`${USUAL}-compat`]: '{ baseUrl: "http://127.0.0.1:1/v1", models: [] }' },
      `${USUAL}-compat-2`,
    ],
  ])('%s', async (_name, blocks, expected) => {
    expect(blockIdFor(COMPAT, await files(blocks))).toBe(expected);
  });

  describe('without the usual id', () => {
    const mine = { mine: block('/compat', 'openai/gpt-4o') };
    const agents = '{ defaults: { model: "mine/openai/gpt-4o" } }';
    test.each<[string, Record<string, string>, string, object, string]>([
      ['the block of the primary model', mine, agents, {}, 'mine'],
      ['another model is asked for', mine, agents, { keepsModel: false }, USUAL],
      ['a block that no model uses', mine, '{}', {}, USUAL],
      ['the primary model pays another way', mine, agents, { payment: 'own-key' }, USUAL],
      ['the primary model has another route', mine, agents, { recipe: 'anthropic' }, USUAL],
      ['the primary model has another gateway', mine, agents, { gateway: 'other' }, USUAL],
    ])('%s', async (_name, blocks, agents, over, expected) => {
      expect(blockIdFor({ ...COMPAT, keepsModel: true, ...over }, await files(blocks, agents))).toBe(
        expected,
      );
    });
  });

  test('a block that pays another way does not fit', async () => {
    const setup = await files({ [USUAL]: anthropic, mine: block('/compat', 'openai/gpt-4o') });
    expect(blockIdFor({ ...COMPAT, payment: 'own-key' }, setup)).toBe(`${USUAL}-compat`);
  });
});

describe('with own keys', () => {
  const own = (variable: string, route: string, ...models: string[]) =>
    block(route, ...models).replace(
      '{ apiKey',
      `{ headers: { Authorization: "Bearer $\{${variable}}", "cf-aig-authorization": "Bearer x" }, apiKey`,
    );
  const openai = own('OPENAI_API_KEY', '/compat', 'openai/gpt-4o');
  const claude = own('ANTHROPIC_API_KEY', '/compat', 'anthropic/claude-x');
  const request = { ...COMPAT, payment: 'own-key', provider: 'anthropic' } as const;
  test.each<[string, Record<string, string>, string]>([
    ['the key of the provider', { [USUAL]: claude }, USUAL],
    ['that of another one', { [USUAL]: openai }, `${USUAL}-anthropic`],
    ['and a block that has it', { [USUAL]: openai, mine: claude }, 'mine'],
    [
      'and one that has a third',
      { [USUAL]: openai, mine: own('GROQ_API_KEY', '/compat', 'groq/x') },
      `${USUAL}-anthropic`,
    ],
    [
      'and the new id is taken',
      { [USUAL]: openai, [`${USUAL}-anthropic`]: block('/x') },
      `${USUAL}-anthropic-2`,
    ],
    ['stored keys for other models', { [USUAL]: block('/compat', 'openai/gpt-4o') }, `${USUAL}-anthropic`],
    ['stored keys for its own models', { [USUAL]: block('/compat', 'anthropic/claude-x') }, USUAL],
    [
      'another route, and its block of another key',
      { [USUAL]: own('OPENAI_API_KEY', '/openai', 'gpt-4o'), [`${USUAL}-compat`]: openai },
      `${USUAL}-anthropic`,
    ],
  ])('%s', async (_name, blocks, expected) => {
    expect(blockIdFor(request, await files(blocks))).toBe(expected);
  });
});

test('models in use count as much as those that are listed', async () => {
  const agents = `{ defaults: { model: "${USUAL}/claude-a" }, entries: { one: { model: "${USUAL}/claude-b" } } }`;
  const setup = await files({ [USUAL]: block('/anthropic') }, agents);
  expect(modelsLost(setup.blocks[0]!, 'compat', setup)).toEqual(['claude-a', 'claude-b']);
});
