import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/server.js';
import { type Asking, aig, ask, bearer, gatewayUrl, logRows, sandbox, withGateway } from './client.js';

const KEY = bearer('sk-sandbox-provider-key-good');

function entry(model: string, more: Record<string, unknown> = {}) {
  return {
    provider: 'openai',
    endpoint: 'chat/completions',
    headers: {},
    query: { model, messages: [{ role: 'user', content: 'hi' }] },
    ...more,
  };
}

function post(box: Sandbox, body: unknown, asking: Asking = {}, path = '') {
  return ask(gatewayUrl(box) + path, { headers: { ...aig(box.token), ...asking.headers }, body });
}

describe('the universal endpoint', () => {
  const [good, bad] = [entry('gpt-4o'), entry('fail-500')];
  const compat = entry('openai/gpt-4o', { provider: 'compat' });
  const anthropic = {
    provider: 'anthropic',
    endpoint: 'v1/messages',
    headers: { 'anthropic-version': '2023-06-01' },
    query: { model: 'claude-sonnet-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] },
  };
  test.each([
    ['the first answers', [good, bad], 200, '0'],
    ['the second answers', [bad, good], 200, '1'],
    ['another provider answers', [entry('fail-401'), anthropic], 200, '1'],
    ['an unknown provider is a failure too', [entry('x', { provider: 'nope' }), good], 200, '1'],
    ['through compat', [compat], 200, '0'],
    ['one alone, without a list', good, 200, '0'],
    ['one alone that fails', bad, 500, '0'],
    ['all fail: the last speaks', [entry('fail-401'), bad], 500, '1'],
    ['a provider key of the entry`s own', [entry('gpt-4o', { headers: KEY })], 200, '0'],
    [
      'a wrong one',
      [entry('gpt-4o', { headers: bearer('sk-fake-provider-key-000000000000') }), good],
      200,
      '1',
    ],
  ])('%s', async (_, body, status, step) => {
    const reply = await post(await sandbox(), body);
    expect([reply.status, reply.headers['cf-aig-step']]).toEqual([status, step]);
  });

  test('a trailing slash is the same', async () => {
    expect((await post(await sandbox(), [good], {}, '/')).status).toBe(200);
  });

  test('every try has a row, with its step', async () => {
    const box = await sandbox();
    const reply = await post(box, [bad, good]);
    const [second, first] = await logRows(box);
    expect(first).toMatchObject({ step: 0, model: 'openai/fail-500', success: false });
    expect(second).toMatchObject({ step: 1, model: 'openai/gpt-4o', success: true });
    expect(reply.headers['cf-aig-log-id']).toBe(second.id);
    expect(reply.headers['cf-aig-request-id']).toBe(first.id);
  });

  test('it counts once for the rate limit', async () => {
    const box = await sandbox({ config: withGateway({ rateLimitingLimit: 1, rateLimitingInterval: 60 }) });
    expect((await post(box, [bad, good])).status).toBe(200);
    expect((await post(box, [bad, good])).json.internalCode).toBe(2003);
  });

  test.each([
    ['no JSON', '{'],
    ['no provider', {}],
    ['neither a list nor an object', '"openai"'],
    ['an empty list', []],
    ['no endpoint', [{ provider: 'openai' }]],
  ])('%s: 400', async (_, body) => {
    const { status, json } = await post(await sandbox(), body);
    expect([status, json.name]).toEqual([400, 'AiGatewayError']);
  });

  test('an entry`s cache headers win over the request`s', async () => {
    const box = await sandbox();
    const off = entry('gpt-4o', { headers: { 'cf-aig-cache-ttl': 0 } });
    const on = { headers: { 'cf-aig-cache-ttl': '60' } };
    const seen = [];
    for (const one of [off, off, good, good])
      seen.push((await post(box, [one], on)).headers['cf-aig-cache-status']);
    expect(seen).toEqual(['MISS', 'MISS', 'MISS', 'HIT']);
  });

  test('it wants the gateway`s token as every other path does', async () => {
    const box = await sandbox();
    expect((await ask(gatewayUrl(box), { body: [good] })).json.internalCode).toBe(2009);
  });
});

describe('tries and timeouts', () => {
  const slow = entry('slow-2000');
  test.each([
    ['one try only', {}, entry('flaky-1'), 500],
    ['two tries', { 'cf-aig-max-attempts': '2', 'cf-aig-retry-delay': '1' }, entry('flaky-1'), 200],
    ['too few tries', { 'cf-aig-max-attempts': '2', 'cf-aig-retry-delay': '1' }, entry('flaky-2'), 500],
    ['what cannot become better', { 'cf-aig-max-attempts': '5' }, entry('fail-401'), 401],
    ['the entry wins', { 'cf-aig-max-attempts': '1' }, entry('flaky-1', { config: { maxAttempts: 2 } }), 200],
    ['too slow', { 'cf-aig-request-timeout': '30' }, slow, 400],
    ['too slow for the entry', {}, entry('slow-2000', { config: { requestTimeout: 30 } }), 400],
    ['slow, but in time', { 'cf-aig-request-timeout': '500' }, entry('slow-20'), 200],
    [
      'the last of several tries has all the time',
      { 'cf-aig-request-timeout': '10', 'cf-aig-max-attempts': '2', 'cf-aig-retry-delay': '1' },
      entry('slow-60'),
      200,
    ],
    ['no answer at all', { 'cf-aig-request-timeout': '30' }, entry('fail-silent'), 400],
  ])('%s', async (_, headers: Record<string, string>, body, status) => {
    const reply = await post(await sandbox(), [body], { headers });
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.json.internalCode).toBe(2005);
  });

  test('a timeout goes on to the next provider', async () => {
    const reply = await post(await sandbox(), [
      entry('slow-2000', { config: { requestTimeout: 30 } }),
      entry('gpt-4o'),
    ]);
    expect([reply.status, reply.headers['cf-aig-step']]).toEqual([200, '1']);
  });

  test.each([
    ['constant', [40, 40]],
    ['linear', [40, 80]],
    ['exponential', [40, 80]],
  ] as const)('the gateway`s own setting, %s', async (retryBackoff, [first, second]) => {
    const box = await sandbox({
      config: withGateway({ retryMaxAttempts: 3, retryDelay: 40, retryBackoff }),
    });
    const reply = await post(
      box,
      { model: 'openai/flaky-2', messages: [{ role: 'user', content: 'hi' }] },
      {},
      '/compat/chat/completions',
    );
    expect(reply.status).toBe(200);
    const times = (await logRows(box))
      .map((row: { created_at: string }) => Date.parse(row.created_at))
      .reverse();
    expect(times).toHaveLength(3);
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(first - 2);
    expect(times[2] - times[1]).toBeGreaterThanOrEqual(second - 2);
  });
});
