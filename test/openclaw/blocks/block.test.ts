import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import {
  effectiveBlock,
  findBlocks,
  isRestAddress,
  leadsToGateway,
  needsNoKey,
  readBlock,
} from '../../../src/openclaw/blocks/block.js';
import { ACCOUNT, GATEWAY_URL } from '../memory.js';

const listed = [{ id: 'claude-haiku-4-5', name: 'Haiku' }];

test.each<[string, string, Record<string, unknown>, string]>([
  ['as written', 'anthropic', { api: 'openai-completions', models: listed }, 'openai-completions'],
  ['of Anthropic with a list', 'anthropic', { models: listed }, 'anthropic-messages'],
  ['of Anthropic without one', 'anthropic', { models: [] }, 'openai-completions'],
  ['of any other provider', 'google', { models: listed }, 'openai-completions'],
])('the api %s', (_name, id, value, api) => {
  expect(readBlock(id, value).api).toBe(api);
});

test('values of another type are left out', () => {
  const value = {
    baseUrl: 3,
    api: 4,
    auth: [],
    headers: { a: 'b', c: 3 },
    models: [{ id: 'a', name: 5 }, { id: 6 }, 'b'],
  };
  expect(readBlock('own', value)).toMatchObject({
    baseUrl: undefined,
    apiRaw: undefined,
    auth: undefined,
    headers: { a: 'b' },
    models: [{ id: 'a', name: undefined }],
  });
  expect(readBlock('own', value).headers).not.toHaveProperty('c');
  expect(readBlock('own', { models: 'x', headers: 3 })).toMatchObject({ models: [], headers: {} });
});

test('the block with Cloudflare’s id is the first, the others keep their order', () => {
  const other = { baseUrl: `${GATEWAY_URL}/compat` };
  const providers = { b: other, 'cloudflare-ai-gateway': {}, a: other };
  const ids = findBlocks({ models: { providers } }, CLOUDFLARE).map(({ id }) => id);
  expect(ids).toEqual(['cloudflare-ai-gateway', 'b', 'a']);
});

describe('what a model overrides', () => {
  const HEADERS = { 'X-A': '1', 'x-b': '1' };
  const effective = (entry: Record<string, unknown>, headers: unknown = HEADERS) => {
    const block = readBlock('own', {
      api: 'openai-completions',
      baseUrl: 'https://a',
      headers,
      models: [{ id: 'm', ...entry }],
    });
    const found = effectiveBlock(block, 'm');
    return { isSame: found === block, api: found.api, baseUrl: found.baseUrl, headers: found.headers };
  };
  const SAME = { isSame: true, api: 'openai-completions', baseUrl: 'https://a', headers: HEADERS };
  test.each<[name: string, entry: Record<string, unknown>, found: object]>([
    ['nothing', {}, SAME],
    ['its api', { api: 'openai-responses' }, { ...SAME, isSame: false, api: 'openai-responses' }],
    ['its address', { baseUrl: 'https://b' }, { ...SAME, isSame: false, baseUrl: 'https://b' }],
    ['nothing of another type', { api: 3, baseUrl: 4, headers: 'x' }, { ...SAME, isSame: false }],
    [
      'a header, whatever its case',
      { headers: { 'x-a': '2' } },
      { ...SAME, isSame: false, headers: { 'x-a': '2', 'x-b': '1' } },
    ],
  ])('%s', (_name, entry, found) => {
    expect(effective(entry)).toEqual(found);
  });

  test('a header where the block has none', () => {
    expect(effective({ headers: { a: 'b' } }, 3).headers).toEqual({ a: 'b' });
  });
});

const LOCAL = `http://127.0.0.1:8799/v1/${ACCOUNT}/gw/compat`;
test.each<[leads: boolean, addresses: string[]]>([
  [
    true,
    [
      `${GATEWAY_URL}/compat`,
      ` ${GATEWAY_URL} `,
      'https://gateway.ai.cloudflare.com/x',
      'gateway.ai.cloudflare.com/v1/a/b',
      'GATEWAY.AI.CLOUDFLARE.COM/v1',
      `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai/v1`,
      `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai`,
      LOCAL,
      `http://localhost:1/client/v4/accounts/${ACCOUNT}/ai/v1`,
    ],
  ],
  [
    false,
    [
      '',
      'https://api.openai.com/v1',
      'https://api.cloudflare.com/client/v4/user',
      `https://example.com/client/v4/accounts/${ACCOUNT}/ai/v1`,
      `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/aix`,
      'http://127.0.0.1:11434/v1',
      `http://example.com/v1/${ACCOUNT}/gw/compat`,
    ],
  ],
])('an address leads to a gateway: %s', (leads, addresses) => {
  for (const text of addresses) expect([text, leadsToGateway(text, CLOUDFLARE)]).toEqual([text, leads]);
});

test('an address at the origin of the variables leads there from two parts on', () => {
  const origins = { gateway: 'https://proxy.example/x', api: 'https://proxy.example/api' };
  expect(leadsToGateway('https://proxy.example/v1/a/b', origins)).toBe(true);
  expect(leadsToGateway('https://proxy.example/v1/a', origins)).toBe(false);
  expect(leadsToGateway('https://proxy.example/accounts/a/ai/v1', origins)).toBe(true);
});

test.each([
  ['/accounts/a/ai', true],
  ['https://x/accounts/a/ai/v1', true],
  ['/accounts/a/aiv', false],
  ['/accounts/a/b/ai', false],
  [undefined, false],
])('%j is an address of the REST API: %s', (address, isOne) => {
  expect(isRestAddress(address)).toBe(isOne);
});

test.each<[name: string, value: Record<string, unknown>, isFree: boolean]>([
  ['on this machine', {}, true],
  ['elsewhere', { baseUrl: GATEWAY_URL }, false],
  ['without an address', { baseUrl: undefined }, false],
  ['without an api', { api: undefined }, false],
  ['without models', { models: [] }, false],
])('no key is needed: %s', (_name, more, isFree) => {
  const value = { baseUrl: LOCAL, api: 'openai-completions', models: [{ id: 'm' }], ...more };
  expect(needsNoKey(readBlock('own', value))).toBe(isFree);
});
