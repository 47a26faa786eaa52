import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { SandboxExchange } from '../../src/sandbox/http/exchange.js';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/server.js';
import { aig, ask, bearer, gatewayApi, gatewayUrl, sandbox, storeKey } from './client.js';
import { realProvider } from './real-provider.js';

const KEY = 'a-fake-provider-key-without-prefix';

async function watched(options: SandboxOptions = {}) {
  const exchanges: SandboxExchange[] = [];
  const box = await sandbox({ ...options, onExchange: (exchange) => exchanges.push(exchange) });
  const next = async (count = exchanges.length + 1) => {
    while (exchanges.length < count) await wait(5);
    return exchanges.at(-1)!;
  };
  return { box, exchanges, next };
}

const chat = (box: Sandbox, body: object, headers: Record<string, string> = aig(box.token)) =>
  ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers,
    body: { messages: [{ role: 'user', content: 'hi' }], ...body },
  });

test('a success: model, cost, cache, bodies and headers as they were sent', async () => {
  const { box, next } = await watched();
  const reply = await chat(box, { model: 'openai/gpt-4o' });
  const { request, response, timings, ...rest } = await next(1);
  expect(rest).toEqual({ model: 'openai/gpt-4o', cache: 'MISS', cost: expect.any(Number) });
  expect(request).toMatchObject({ method: 'POST', url: `${gatewayUrl(box)}/compat/chat/completions` });
  expect(JSON.parse(request.body).model).toBe('openai/gpt-4o');
  expect([response?.status, response?.body]).toEqual([200, reply.text]);
  expect(response?.headers).toMatchObject({ 'cf-ray': reply.headers['cf-ray'], server: 'cloudflare' });
  expect(timings.totalMs).toBeGreaterThanOrEqual(timings.firstByteMs!);
});

test('a stream: the whole of it', async () => {
  const { box, next } = await watched();
  const reply = await chat(box, { model: 'openai/gpt-4o', stream: true });
  expect((await next(1)).response?.body).toBe(reply.text);
});

test.each([
  ['the gateway', { model: 'openai/gpt-4o' }, {}, 401, 2009, 'Unauthorized'],
  ['the provider', { model: 'openai/fail-429' }, undefined, 429, undefined, /Rate limit reached/],
])('an error of %s: code and message', async (_, body, headers, status, code, why) => {
  const { box, next } = await watched();
  await chat(box, body, (headers as ReturnType<typeof aig>) ?? undefined);
  const exchange = await next(1);
  expect([exchange.response?.status, exchange.code]).toEqual([status, code]);
  expect(exchange.why).toMatch(why);
});

test.each(['openai/gpt-4o', 'grok/grok-4'])(
  '%s: what the provider shows of a rejected key is not shown',
  async (model) => {
    const { box, next } = await watched();
    const key = 'zz-unlike-a-key-of-any-provider-yy';
    await chat(box, { model }, { ...aig(box.token), authorization: `Bearer ${key}` });
    const { why, response } = await next(1);
    for (const text of [why, response?.body]) {
      expect(text).toContain('API key provided: [redacted]');
      expect(text).not.toMatch(/zz|yy/);
    }
  },
);

test('what the API of the sandbox does not have: code and message', async () => {
  const { box, next } = await watched();
  await ask(`${box.apiBaseUrl}/zones`, { headers: bearer(box.token) });
  const { code, why } = await next(1);
  expect([code, why]).toEqual([501, expect.stringMatching(/^GET \/zones is not in the sandbox of cf-aig\./)]);
});

test('no secret: not in headers, query, bodies, nor in what they cause later', async () => {
  const { box, exchanges, next } = await watched();
  const secret = 'a-fake-stored-secret-of-mine';
  const refused = { provider_slug: 'nope', secret: 'a-fake-secret-that-is-refused' };
  await storeKey(box, 'openai', secret);
  await gatewayApi(box, '/my-gateway/provider_configs', { body: refused });
  for (const name of ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key', 'x-mine'])
    await ask(`${gatewayUrl(box)}/anthropic/v1/messages?key=${KEY}`, {
      headers: { ...aig(box.token), [name]: KEY },
      body: { model: 'claude-sonnet-5', messages: [{ role: 'user', content: `my key is ${KEY}` }] },
    });
  const step = { provider: 'openai', endpoint: 'chat/completions', headers: { 'x-api-key': KEY }, query: {} };
  await ask(gatewayUrl(box), { headers: aig(box.token), body: [step] });
  await next(8);
  const all = JSON.stringify(exchanges);
  for (const text of [KEY, secret, refused.secret, box.token]) expect(all).not.toContain(text);
  expect(all).toContain('my key is [redacted]');
});

test('no secret in bodies that cannot be parsed, in forms, and for the Secrets Store', async () => {
  const { box, exchanges, next } = await watched();
  const headers = aig(box.token);
  const url = `${gatewayUrl(box)}/openai/chat/completions`;
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  await ask(url, { headers, body: `{"api_key": "${KEY}", "messages": [` });
  await ask(url, { headers, body: `{"secret": "${KEY}` });
  await ask(url, { headers: form, body: `api_key=${KEY}&more=1` });
  const secrets = `${box.apiBaseUrl}/accounts/${box.accountId}/secrets_store/stores/one/secrets`;
  await ask(secrets, { headers: bearer(box.token), body: [{ name: 'mine', value: KEY }] });
  await next(4);
  expect(JSON.stringify(exchanges)).not.toContain(KEY);
});

test('a body that is no text is not kept, a long one is cut', async () => {
  const { box, exchanges, next } = await watched();
  const url = `${gatewayUrl(box)}/openai/audio/transcriptions`;
  await ask(url, { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'RIFF\u0000' });
  await ask(url, { body: `${'x'.repeat(2 ** 20)}${KEY}` });
  await next(2);
  expect(exchanges.map(({ request }) => request.body.length)).toEqual([0, 2 ** 20 - 4096 + 1]);
  expect(exchanges.map(({ request }) => request.size)).toEqual([5, 2 ** 20 + KEY.length]);
});

test('a fault of the wire', async () => {
  const { box, next } = await watched({ scenario: 'connection-reset' });
  await fetch(box.url).catch(() => {});
  expect(await next(1)).toMatchObject({
    response: undefined,
    interruption: expect.stringMatching(/reset$/),
  });
});

test('a request that is refused before it is read', async () => {
  const { box, next } = await watched();
  const { port } = new URL(box.url);
  await new Promise((done) => {
    request({ port, host: '127.0.0.1', path: '//', headers: { host: 'user:pw@x/..' } }, done).end();
  });
  expect(await next(1)).toMatchObject({
    request: { path: '//' },
    response: { status: 400 },
    why: 'Bad Request',
  });
});

describe('a client that hangs up', () => {
  async function asked(answer: Parameters<typeof realProvider>[0]) {
    const { url } = await realProvider(answer);
    const { box, next } = await watched({ upstreams: new Map([['openai', url]]) });
    const abort = new AbortController();
    const response = fetch(`${gatewayUrl(box)}/openai/chat/completions`, {
      method: 'POST',
      headers: { ...aig(box.token), ...bearer('sk-fake-000000000000') },
      body: '{"model":"gpt-4o"}',
      signal: abort.signal,
    });
    return { response, next, hangUp: () => abort.abort() };
  }

  test('before there is an answer', async () => {
    let reached: () => void = () => {};
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const { response, next, hangUp } = await asked(() => reached());
    await isReached;
    hangUp();
    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    const exchange = await next(1);
    expect([exchange.response, exchange.interruption]).toEqual([undefined, 'the client hung up']);
  });

  test('in the middle of a stream', async () => {
    const { response, next, hangUp } = await asked((to) => {
      to.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"a":1}\n\n');
    });
    await (await response).body?.getReader().read();
    hangUp();
    const exchange = await next(1);
    expect([exchange.response?.body, exchange.interruption]).toEqual([
      'data: {"a":1}\n\n',
      'the client hung up',
    ]);
  });
});
