import { expect, test } from '@jest/globals';
import { type Overview, overviewOf } from '../../src/openclaw/overview.js';
import { ACCOUNT, CONFIG, ENV, GATEWAY_URL, Home, KEY, TOKEN } from './memory.js';

async function overview(config: object, dotenv = ''): Promise<Overview> {
  const home = new Home({ [CONFIG]: JSON.stringify(config), [ENV]: dotenv });
  return overviewOf(await home.snapshot());
}

const reference = (id: string) => ({ source: 'env', provider: 'default', id });
const BLOCK = {
  baseUrl: `${GATEWAY_URL}/openai`,
  api: 'openai-completions',
  apiKey: reference('OPENAI_API_KEY'),
  headers: { 'cf-aig-authorization': `Bearer ${TOKEN}`, 'X-Mine': 'a secret' },
  models: [{ id: 'gpt-4o' }, { id: 'o3' }],
};

test('a block, without its secrets', async () => {
  const found = await overview(
    {
      models: { providers: { own: BLOCK } },
      agents: { defaults: { model: { primary: 'own/gpt-4o', fallbacks: ['own/o3', 'openai/o3'] } } },
    },
    `OPENAI_API_KEY=${KEY}\n`,
  );
  expect(found).toEqual({
    blocks: [
      {
        id: 'own',
        baseUrl: `${GATEWAY_URL}/openai`,
        route: 'openai',
        api: 'openai-completions',
        accountId: ACCOUNT,
        gateway: 'my-gateway',
        payment: 'own-key',
        heldKey: null,
        variables: [
          { name: 'OPENAI_API_KEY', from: { kind: 'state-env', file: ENV, line: 1 }, empty: false },
        ],
        headers: ['cf-aig-authorization', 'X-Mine'],
        models: ['gpt-4o', 'o3'],
      },
    ],
    primary: 'own/gpt-4o',
    fallbacks: ['own/o3', 'openai/o3'],
    memorySearch: null,
  });
});

test('what is not there', async () => {
  const found = await overview({
    models: { providers: { 'cloudflare-ai-gateway': { apiKey: reference('A_KEY') } } },
  });
  expect(found).toMatchObject({ primary: null, fallbacks: [], memorySearch: null });
  expect(found.blocks[0]).toMatchObject({
    baseUrl: null,
    route: null,
    accountId: null,
    gateway: null,
    heldKey: null,
    models: [],
  });
  expect(found.blocks[0]?.variables).toContainEqual({ name: 'A_KEY', from: null, empty: false });
  expect(await overview({})).toEqual({ blocks: [], primary: null, fallbacks: [], memorySearch: null });
});

test('a variable that is empty, a gateway that a header names, a password in the address', async () => {
  const baseUrl = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai/v1`;
  const headers = { 'cf-aig-gateway-id': 'other' };
  const providers = {
    rest: { ...BLOCK, baseUrl, headers, apiKey: reference('A_KEY') },
    own: { ...BLOCK, baseUrl: `${GATEWAY_URL}/openai`.replace('//', '//me:hunter2@') },
  };
  const [rest, own] = (await overview({ models: { providers } }, 'A_KEY=\n')).blocks;
  expect(rest).toMatchObject({ gateway: 'other', accountId: ACCOUNT });
  expect(rest?.variables).toContainEqual({
    name: 'A_KEY',
    from: { kind: 'state-env', file: ENV, line: 1 },
    empty: true,
  });
  expect(own?.baseUrl).toBe(`${GATEWAY_URL}/openai`);
});

test('the search in memory, if it goes to a gateway', async () => {
  const memory = (baseUrl: string, more: object = { model: 'text-embedding-3-small' }) =>
    overview({ memory: { search: { provider: 'openai', ...more, remote: { baseUrl } } } });
  const found = await memory(`${GATEWAY_URL}/openai`.replace('//', '//me:hunter2@'));
  expect(found.memorySearch).toEqual({ model: 'text-embedding-3-small', baseUrl: `${GATEWAY_URL}/openai` });
  expect((await memory('https://api.openai.com/v1')).memorySearch).toBeNull();
});
