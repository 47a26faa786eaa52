import { expect, test } from '@jest/globals';
import { memorySearch } from '../../../src/doctor/block/memory-search.js';
import { BLOCK, brief, findingsOf, GATEWAY_URL, inHome, KEY, PROVIDER, type Setup } from '../home.js';

const look = (config: Record<string, unknown>, setup: Setup = {}) =>
  inHome(async (home) => findingsOf(memorySearch, await home.inputs({ ...setup, config })));
const search = (baseUrl: unknown, model?: unknown) => ({ provider: 'openai', model, remote: { baseUrl } });
const EMBEDDING = 'text-embedding-3-small';

test.each<[string, Record<string, unknown>, string[]]>([
  ['none', {}, []],
  ['elsewhere', { memory: { search: search('https://api.openai.com/v1') } }, []],
  ['of the wrong type', { memory: { search: { remote: { baseUrl: 7 } } } }, []],
  [
    'on a route with embeddings',
    { memory: { search: search(`${GATEWAY_URL}/openai`, EMBEDDING) } },
    ['pass'],
  ],
  ['without a route', { memory: { search: search(GATEWAY_URL, EMBEDDING) } }, ['warn memory-search-address']],
  ['on /compat', { memory: { search: search(`${GATEWAY_URL}/compat`) } }, ['warn memory-search-address']],
  [
    'on /anthropic',
    { memory: { search: search(`${GATEWAY_URL}/anthropic`) } },
    ['warn memory-search-address'],
  ],
  [
    'the endpoint itself',
    { memory: { search: search(`${GATEWAY_URL}/openai/embeddings`) } },
    ['warn memory-search-address'],
  ],
  [
    'with a prefix',
    { memory: { search: search(`${GATEWAY_URL}/openai`, `openai/${EMBEDDING}`) } },
    ['warn memory-search-model'],
  ],
  [
    'by the provider block, on /compat',
    {
      models: { providers: { [PROVIDER]: BLOCK } },
      memory: { search: { provider: PROVIDER, model: EMBEDDING } },
    },
    ['warn memory-search-address'],
  ],
  [
    'by the provider block, on a route with embeddings',
    {
      models: { providers: { openai: { ...BLOCK, baseUrl: `${GATEWAY_URL}/openai` } } },
      memory: { search: { provider: 'openai', model: EMBEDDING } },
    },
    ['pass'],
  ],
  [
    'of an agent',
    { agents: { entries: { x: { memory: { search: search(GATEWAY_URL) } } } } },
    ['warn memory-search-address'],
  ],
  [
    'in the older place',
    { agents: { defaults: { memorySearch: search(GATEWAY_URL) } } },
    ['warn memory-search-address'],
  ],
])('%s', async (_name, config, expected) => {
  expect(brief(await look(config))).toEqual(expected);
});

test.each<[string, unknown, string[]]>([
  ['a reference', { source: 'env', provider: 'default', id: 'OPENAI_API_KEY' }, ['pass']],
  ['a variable', '$' + '{OPENAI_API_KEY}', ['pass']],
  ['a name', 'OPENAI_API_KEY', ['pass']],
  ['a key', 'sk-proj-fakeFAKEfake000000000000000000000000', ['warn secret-in-config']],
  ['a variable without a value', '$' + '{EMBEDDING_KEY}', ['warn variable-missing']],
  ['a reference of another program', 'env:OPENAI_API_KEY', ['warn api-key-wrong-reference']],
  ['missing', undefined, ['pass']],
])('its key is %s', async (_name, apiKey, expected) => {
  const remote = { baseUrl: `${GATEWAY_URL}/openai`, apiKey };
  const found = await look({ memory: { search: { remote } } }, { env: { OPENAI_API_KEY: KEY } });
  expect(brief(found)).toEqual(expected);
});

test('its address has a variable', async () => {
  const remote = { baseUrl: '$' + '{AIG_URL}/openai', apiKey: '$' + '{OPENAI_API_KEY}' };
  const env = { AIG_URL: GATEWAY_URL, OPENAI_API_KEY: KEY };
  expect(brief(await look({ memory: { search: { remote } } }, { env }))).toEqual(['pass']);
});

test('names the place and the right address', async () => {
  const [finding] = await look({ memory: { search: search(GATEWAY_URL) } });
  expect(finding?.evidence).toEqual([`memory.search.remote.baseUrl = ${GATEWAY_URL}`]);
  expect(finding?.fix?.command).toBe('cf-aig init --memory-search');
  expect(finding?.steps?.[0]).toBe(`Set memory.search.remote.baseUrl to ${GATEWAY_URL}/openai.`);
});
