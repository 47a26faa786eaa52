import { describe, expect, test } from '@jest/globals';
import type { SandboxGateway } from '../../src/sandbox/config/config-types.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { aig, ask, bearer, gatewayApi, gatewayUrl, logRows, sandbox, withGateway } from './client.js';

interface Extra {
  headers?: Record<string, string>;
  model?: string;
  stream?: boolean;
  prompt?: string;
}

function chat(box: Sandbox, { headers, model = 'openai/gpt-4o', stream, prompt = 'hi' }: Extra = {}) {
  return ask(`${gatewayUrl(box)}/compat/chat/completions`, {
    headers: { ...aig(box.token), ...headers },
    body: { model, messages: [{ role: 'user', content: prompt }], stream },
  });
}

/** A sandbox whose clock stands until it is moved. */
async function stopped(settings: Partial<SandboxGateway>) {
  const clock = { ms: 1_000_000_000_000 };
  return { clock, box: await sandbox({ config: withGateway(settings), now: () => clock.ms }) };
}

describe('rate limiting', () => {
  test.each([
    // [technique, milliseconds between the first two and the third request, status of the third]
    ['fixed', 0, 429],
    ['fixed', 10_000, 200],
    ['sliding', 0, 429],
    ['sliding', 9_999, 429],
    ['sliding', 10_000, 200],
  ] as const)('%s, third request after %d ms: %d', async (rateLimitingTechnique, pause, status) => {
    const { box, clock } = await stopped({
      rateLimitingLimit: 2,
      rateLimitingInterval: 10,
      rateLimitingTechnique,
    });
    expect([(await chat(box)).status, (await chat(box)).status]).toEqual([200, 200]);
    clock.ms += pause;
    const third = await chat(box);
    expect(third.status).toBe(status);
    if (status === 429) {
      expect(third.json).toMatchObject({ internalCode: 2003, message: 'Rate limited' });
      expect(third.headers['retry-after']).toBeUndefined();
      expect(third.headers['cf-aig-log-id']).toBeDefined();
    }
  });

  test('neither junk requests nor answers from the cache count', async () => {
    const { box } = await stopped({ rateLimitingLimit: 2, rateLimitingInterval: 10, cacheTtl: 60 });
    for (let i = 0; i < 4; i++)
      await ask(`${gatewayUrl(box)}/no-such/x`, { headers: aig(box.token), body: {} });
    const seen = [];
    for (let i = 0; i < 4; i++) seen.push((await chat(box)).headers['cf-aig-cache-status']);
    expect(seen).toEqual(['MISS', 'HIT', 'HIT', 'HIT']);
    expect((await chat(box, { prompt: 'another' })).status).toBe(200);
    expect((await chat(box, { prompt: 'a third' })).status).toBe(429);
  });
});

describe('caching', () => {
  const [on, off] = [{ cacheTtl: 3600 }, {}];
  test.each([
    ['off by default', off, {}, 0, 'MISS'],
    ['the gateway has a TTL', on, {}, 0, 'HIT'],
    ['the TTL has passed', on, {}, 3600_000, 'MISS'],
    ['the header wins', on, { headers: { 'cf-aig-cache-ttl': '60' } }, 60_000, 'MISS'],
    ['the header alone', off, { headers: { 'cf-aig-cache-ttl': '60' } }, 59_000, 'HIT'],
    ['less than a minute is a minute', off, { headers: { 'cf-aig-cache-ttl': '1' } }, 59_000, 'HIT'],
    ['0 switches it off', on, { headers: { 'cf-aig-cache-ttl': '0' } }, 0, 'MISS'],
    ['skipped', on, { headers: { 'cf-aig-skip-cache': 'true' } }, 0, 'MISS'],
    ['streams are not kept', on, { stream: true }, 0, 'MISS'],
    ['errors are not kept', on, { model: 'openai/fail-500' }, 0, undefined],
    [
      'a key of one`s own lives five minutes',
      off,
      { headers: { 'cf-aig-cache-key': 'mine' } },
      299_000,
      'HIT',
    ],
    ['and not longer', off, { headers: { 'cf-aig-cache-key': 'mine' } }, 300_000, 'MISS'],
  ] as const)('%s', async (_, settings, request, pause, second) => {
    const { box, clock } = await stopped(settings);
    await chat(box, request);
    clock.ms += pause;
    expect((await chat(box, request)).headers['cf-aig-cache-status']).toBe(second);
  });

  test.each([
    ['another prompt', { prompt: 'other' }, 'MISS'],
    ['another model', { model: 'openai/gpt-4o-mini' }, 'MISS'],
    ['another provider key', { headers: bearer('sk-sandbox-provider-key-good') }, 'MISS'],
    ['other metadata', { headers: { 'cf-aig-metadata': '{"user":"b"}' } }, 'HIT'],
  ] as const)('%s', async (_, request, status) => {
    const { box } = await stopped({ cacheTtl: 60 });
    const first = await chat(box);
    const second = await chat(box, { ...request });
    expect(second.headers['cf-aig-cache-status']).toBe(status);
    expect(second.text === first.text).toBe(status === 'HIT');
  });

  test('a hit costs nothing', async () => {
    const { box } = await stopped({ cacheTtl: 60 });
    await chat(box);
    await chat(box);
    expect(box.requests.map(({ cost }) => cost > 0)).toEqual([true, false]);
  });
});

describe('what the gateway refuses by content or cost', () => {
  const lists = (request: string[], response: string[]) => ({ request, response });
  test.each([
    ['Guardrails, prompt', { guardrails: lists(['FORBIDDEN'], []) }, 'a forbidden thing', 424, 2016],
    ['Guardrails, answer', { guardrails: lists([], ['sandbox']) }, 'hi', 424, 2017],
    ['DLP, request', { dlp: lists(['4111'], []) }, 'card 4111', 400, 2029],
    ['DLP, answer', { dlp: lists([], ['sandbox']) }, 'hi', 400, 2030],
    ['nothing of the kind', { dlp: lists(['4111'], ['nothing']) }, 'hi', 200, undefined],
  ])('%s', async (_, settings, prompt, status, code) => {
    const { box } = await stopped(settings);
    const reply = await chat(box, { prompt });
    expect([reply.status, reply.json.internalCode]).toEqual([status, code]);
    expect(reply.headers['cf-aig-dlp']?.includes('"action":"BLOCK"') ?? false).toBe(
      code === 2029 || code === 2030,
    );
  });

  test('a spend limit lets the first request through and stops the next, until the window ends', async () => {
    const { box, clock } = await stopped({ spendLimits: [{ id: 'tiny', limit: 0.000001, window: 60 }] });
    expect((await chat(box)).status).toBe(200);
    const second = await chat(box);
    expect([second.status, second.json.internalCode]).toEqual([429, 2045]);
    expect(second.json.message).toBe(
      "Spend limit exceeded: rule 'tiny' (cost limit 0.000001 per 60s, fixed) for openai openai/gpt-4o",
    );
    clock.ms += 60_000;
    expect((await chat(box)).status).toBe(200);
    expect((await chat(box, { model: 'grok/grok-4' })).json.internalCode).toBe(2040);
  });
});

describe('logs', () => {
  test('a row for every request that named a provider, newest first', async () => {
    const box = await sandbox();
    const first = await chat(box, { headers: { 'cf-aig-metadata': '{"user":"a","n":1}' } });
    await chat(box, { model: 'openai/fail-401', stream: true });
    await ask(`${gatewayUrl(box)}/no-such/x`, { headers: aig(box.token), body: {} });
    const [failed, good, ...rest] = await logRows(box);
    expect(rest).toEqual([]);
    expect(failed).toMatchObject({ model: 'openai/fail-401', success: false, status_code: 401, cost: 0 });
    expect(good).toMatchObject({
      id: first.headers['cf-aig-log-id'],
      provider: 'openai',
      model: 'openai/gpt-4o',
      success: true,
      cached: false,
      metadata: { user: 'a', n: 1 },
      tokens_in: first.json.usage.prompt_tokens,
      tokens_out: first.json.usage.completion_tokens,
    });
    expect(good.cost).toBeGreaterThan(0);
  });

  test.each([
    ['six entries: five kept', '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}', { a: 1, b: 1, c: 1, d: 1, e: 1 }],
    ['a null drops all', '{"a":1,"b":null}', {}],
    ['cf. is reserved', '{"cf.user":"x","a":true}', { a: true }],
    ['no JSON', 'user=a', {}],
  ])('metadata: %s', async (_, value, kept) => {
    const box = await sandbox();
    await chat(box, { headers: { 'cf-aig-metadata': value } });
    expect((await logRows(box))[0].metadata).toEqual(kept);
  });

  test('no row when the header or the gateway says so', async () => {
    const box = await sandbox({ config: withGateway({ collectLogs: false }) });
    expect((await chat(box)).headers['cf-aig-log-id']).toBeUndefined();
    await chat(box, { headers: { 'cf-aig-collect-log': 'true' } });
    expect(await logRows(box)).toHaveLength(1);
  });

  test('one row, and what was asked and answered', async () => {
    const box = await sandbox();
    const reply = await chat(box, { prompt: 'remember me' });
    const row = `/my-gateway/logs/${reply.headers['cf-aig-log-id']}`;
    expect((await gatewayApi(box, row)).json.result.request_size).toBeGreaterThan(0);
    expect((await gatewayApi(box, `${row}/request`)).text).toContain('remember me');
    expect((await gatewayApi(box, `${row}/response`)).text).toBe(reply.text);
    const unknown = await gatewayApi(box, '/my-gateway/logs/nope');
    expect([unknown.status, unknown.json.errors[0].code]).toEqual([404, 7002]);
  });
});
