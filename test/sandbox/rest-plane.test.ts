import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server.js';
import { ask, bearer, logRows, type Reply, sandbox, storeKey, withGateway } from './client.js';

const messages = [{ role: 'user', content: '[say:OK]' }];
const LLAMA = '@cf/meta/llama-3.1-8b-instruct';
const NAMED = { 'cf-aig-gateway-id': 'my-gateway' };

function rest(box: Sandbox, path: string, body: unknown, headers: Record<string, string> = {}) {
  const url = `${box.apiBaseUrl}/accounts/${box.accountId}/ai/${path}`;
  return ask(url, { headers: { ...bearer(box.token), ...headers }, body });
}

const gatewayHeaders = ({ headers }: Reply) =>
  Object.keys(headers).filter((name) => name.startsWith('cf-aig-'));

test('Messages need no anthropic-version; the route to Anthropic itself demands it', async () => {
  const box = await sandbox();
  const ask1 = (model: string) => ({ model, max_tokens: 9, messages });
  expect((await rest(box, 'v1/messages', ask1('anthropic/claude-sonnet-5'))).status).toBe(200);
  const url = `${box.gatewayOrigin}/v1/${box.accountId}/my-gateway/anthropic/v1/messages`;
  const native = await ask(url, { headers: bearer(box.token), body: ask1('claude-sonnet-5') });
  expect([native.status, native.json.error.message]).toEqual([400, 'anthropic-version: header is required']);
});

describe('Workers AI is a gateway call only with a gateway', () => {
  const ways = [
    ['run', { model: LLAMA, input: { messages } }],
    [`run/${LLAMA}`, { messages }],
    ['v1/chat/completions', { model: LLAMA, messages }],
  ] as const;

  test.each(ways)('%s without the header', async (path, body) => {
    const box = await sandbox();
    const reply = await rest(box, path, body, { 'cf-aig-cache-ttl': '60' });
    expect([reply.status, gatewayHeaders(reply)]).toEqual([200, []]);
    expect(gatewayHeaders(await rest(box, path, body, { 'cf-aig-cache-ttl': '60' }))).toEqual([]);
    expect(await logRows(box, 'default')).toEqual([]);
  });

  test.each(ways)('%s with it', async (path, body) => {
    const box = await sandbox();
    const reply = await rest(box, path, body, NAMED);
    expect([reply.status, reply.headers['cf-aig-cache-status']]).toEqual([200, 'MISS']);
    expect(await logRows(box)).toHaveLength(1);
  });

  test('the limits of the default gateway do not concern it', async () => {
    const config = withGateway({});
    const limited = { guardrails: { request: ['OK'], response: [] } };
    const gateways = config.gateways.map((gateway) => ({ ...gateway, ...limited }));
    const box = await sandbox({ config: { ...config, gateways } });
    const [path, body] = ways[2];
    expect((await rest(box, path, body)).status).toBe(200);
    expect((await rest(box, path, body, NAMED)).status).toBe(424);
    const other = await rest(box, path, { ...body, model: 'openai/gpt-4o' });
    expect([other.status, other.headers['cf-aig-log-id']]).toEqual([424, expect.any(String)]);
  });

  test('the token needs Workers AI all the same', async () => {
    const box = await sandbox();
    const reply = await rest(box, 'run', {}, { authorization: 'Bearer cfut_FAKEfake' });
    expect([reply.status, reply.json.errors[0].code]).toEqual([401, 10000]);
  });
});

test.each([
  ['GET of the models', 'GET', 'v1/models', {}, 405, 7001, 'GET not supported for requested URI.'],
  ['GET of the chat', 'GET', 'v1/chat/completions', {}, 405, 7001, 'GET not supported for requested URI.'],
  [
    'multipart with a gateway',
    'POST',
    'run',
    { ...NAMED, 'content-type': 'multipart/form-data; boundary=x' },
    500,
    7000,
    'Invalid request body',
  ],
  ['a path that is none', 'POST', 'v1/nope', {}, 404, 7003, expect.stringContaining('Could not route to')],
] as const)('%s', async (_, method, path, headers, status, code, message) => {
  const box = await sandbox();
  const reply = await ask(`${box.apiBaseUrl}/accounts/${box.accountId}/ai/${path}`, {
    method,
    headers: { ...bearer(box.token), ...headers },
    body: method === 'GET' ? undefined : '--x--',
  });
  expect([reply.status, reply.json.errors[0]]).toEqual([status, { code, message }]);
});

test('there are no dynamic routes', async () => {
  const elements = [
    { id: 's', type: 'start', outputs: { next: { elementId: 'm' } } },
    { id: 'm', type: 'model', outputs: {}, properties: { provider: 'openai', model: 'gpt-4o' } },
  ];
  const box = await sandbox({ config: withGateway({ routes: [{ name: 'r', elements }] }) });
  const reply = await rest(box, 'v1/chat/completions', { model: 'dynamic/r', messages }, NAMED);
  expect([reply.status, reply.json.errors]).toEqual([
    404,
    [{ code: 7003, message: 'Model not found: dynamic/r' }],
  ]);
});

describe('a provider that rejects its key', () => {
  const stored = async () => {
    const box = await sandbox();
    for (const slug of ['openai', 'google-ai-studio']) await storeKey(box, slug, 'fake-wrong-key');
    return box;
  };

  test.each(['openai/gpt-4o', 'google/gemini-2.5-flash'])('%s, stored, on /ai/run: 2009', async (model) => {
    const reply = await rest(await stored(), 'run', { model, input: { messages } }, NAMED);
    expect([reply.status, reply.json.errors]).toEqual([
      401,
      [{ code: 2009, message: 'Provider rejected the request credentials' }],
    ]);
  });

  test('stored, elsewhere: its own words', async () => {
    const reply = await rest(
      await stored(),
      'v1/chat/completions',
      { model: 'openai/gpt-4o', messages },
      NAMED,
    );
    expect([reply.status, reply.json.error.code]).toEqual([401, 'invalid_api_key']);
  });

  test('that of Unified Billing, on /ai/run: 503', async () => {
    const reply = await rest(await sandbox(), 'run', {
      model: 'openai/fail-key-rejected',
      input: { messages },
    });
    expect([reply.status, reply.json.success]).toEqual([503, false]);
  });
});
