import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import type { Payment, Setup } from '../../../src/openclaw/blocks/recipes.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { CONFIG, Home, SETUP } from '../memory.js';

const TOKEN_REF = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const KEY_REF = { ...TOKEN_REF, id: 'OPENAI_API_KEY' };
const BEARER = { 'cf-aig-authorization': 'Bearer \u0024{CLOUDFLARE_AI_GATEWAY_API_KEY}' };

async function apply(home: Home, more: Partial<Setup>) {
  const { writes } = planSetup({ ...SETUP, ...more }, await home.current());
  home.write(writes);
  return JSON5.parse(home.files.get(CONFIG)!);
}

describe('init --memory-search', () => {
  const SMALL = 'text-embedding-3-small';
  test.each<[string, Payment, string, string, object]>([
    [SMALL, 'stored', 'openai', 'openai', { apiKey: TOKEN_REF }],
    [SMALL, 'own-key', 'openai', 'openai', { apiKey: KEY_REF, headers: BEARER }],
    [SMALL, 'own-key-open', 'openai', 'openai', { apiKey: KEY_REF }],
    // The key of another provider is no good for OpenAI's embeddings.
    [SMALL, 'own-key', 'anthropic', 'openai', { apiKey: KEY_REF, headers: BEARER }],
    ['@cf/baai/bge-m3', 'stored', 'openai', 'workers-ai/v1', { apiKey: TOKEN_REF, headers: BEARER }],
  ])('%s, %s, %s', async (memorySearch, payment, provider, route, credentials) => {
    const { memory } = await apply(new Home(), { payment, provider, memorySearch });
    expect(memory.search).toEqual({
      provider: 'openai-compatible',
      model: memorySearch,
      remote: { baseUrl: expect.stringMatching(`/my-gateway/${route}$`), ...credentials },
    });
  });

  test('follows the block to another gateway, with all else as it is', async () => {
    const home = new Home();
    const { memory } = await apply(home, { memorySearch: '@cf/baai/bge-m3' });
    const after = await apply(home, { gateway: 'other' });
    const baseUrl = memory.search.remote.baseUrl.replace('/my-gateway/', '/other/');
    expect(after.memory.search).toEqual({
      ...memory.search,
      remote: { ...memory.search.remote, baseUrl },
    });
  });

  test.each([
    ['a second block is written', { providerId: 'second', gateway: 'other' }, undefined],
    ['the search is at another gateway', { gateway: 'other' }, '/third/'],
    ['the gateway stays', {}, undefined],
  ])('stays where it is if %s', async (_name, more, elsewhere) => {
    const home = new Home();
    await apply(home, { memorySearch: SMALL });
    const text = home.files.get(CONFIG)!;
    const url = elsewhere && text.replace(/\/my-gateway\/openai/, `${elsewhere}openai`);
    if (url) home.files.set(CONFIG, url);
    const { memory } = JSON5.parse(home.files.get(CONFIG)!);
    expect((await apply(home, more)).memory).toEqual(memory);
  });

  test('keeps the other settings, and does nothing the second time', async () => {
    const search = `{ enabled: false, provider: 'gemini', query: { maxResults: 3 }, remote: { batch: { enabled: true }, headers: { 'x-mine': '1' } } }`;
    const home = new Home({ [CONFIG]: `{ memory: { search: ${search} } } // mine\n` });
    const { memory } = await apply(home, { memorySearch: SMALL });
    expect(memory.search).toEqual({
      enabled: true,
      provider: 'openai-compatible',
      query: { maxResults: 3 },
      remote: {
        batch: { enabled: true },
        headers: { 'x-mine': '1' },
        baseUrl: expect.stringMatching('/my-gateway/openai$'),
        apiKey: TOKEN_REF,
      },
      model: SMALL,
    });
    const before = home.files.get(CONFIG);
    await apply(home, { memorySearch: SMALL });
    await apply(home, {});
    expect(home.files.get(CONFIG)).toBe(before);
  });

  test('without the flag what is there stays', async () => {
    const home = new Home({ [CONFIG]: `{ memory: { search: { provider: 'gemini' } } }\n` });
    expect((await apply(home, {})).memory).toEqual({ search: { provider: 'gemini' } });
  });
});
