import { describe, expect, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { type Asking, aig, ask, bearer, gatewayUrl, REQUIRED_SETTINGS, sandbox } from './client.js';

function api(box: Sandbox, path: string, { token = box.token, ...asking }: Asking & { token?: string } = {}) {
  return ask(`${box.apiBaseUrl}/accounts/${box.accountId}${path}`, { headers: bearer(token), ...asking });
}

describe('gateways', () => {
  test('list, with paging and search', async () => {
    const box = await sandbox();
    const all = await api(box, '/ai-gateway/gateways');
    expect(all.json.result.map(({ id }: { id: string }) => id)).toEqual([
      'my-gateway',
      'open-gateway',
      'default',
    ]);
    expect(all.json.result_info).toEqual({ page: 1, per_page: 20, count: 3, total_count: 3 });
    const second = await api(box, '/ai-gateway/gateways?per_page=2&page=2');
    expect(second.json.result.map(({ id }: { id: string }) => id)).toEqual(['default']);
    expect((await api(box, '/ai-gateway/gateways?search=open')).json.result).toHaveLength(1);
  });

  test('create, use, change, delete', async () => {
    const box = await sandbox();
    const created = await api(box, '/ai-gateway/gateways', { body: { id: 'new_one', ...REQUIRED_SETTINGS } });
    expect([created.status, created.json.result.authentication]).toEqual([200, true]);
    const junk = () => ask(`${gatewayUrl(box, 'new_one')}/no-such/x`, { body: {} });
    expect((await junk()).json.internalCode).toBe(2009);
    await api(box, '/ai-gateway/gateways/new_one', {
      method: 'PUT',
      body: { ...REQUIRED_SETTINGS, authentication: false },
    });
    expect((await junk()).json.internalCode).toBe(2008);
    expect((await api(box, '/ai-gateway/gateways/new_one', { method: 'DELETE' })).status).toBe(200);
    expect((await junk()).json.internalCode).toBe(2001);
    expect((await api(box, '/ai-gateway/gateways/new_one')).json.errors[0].code).toBe(7002);
  });

  test('a gateway that is made anew finds neither keys nor cached answers of the one before', async () => {
    const box = await sandbox();
    const make = () => api(box, '/ai-gateway/gateways', { body: { id: 'again', ...REQUIRED_SETTINGS } });
    const store = (value: object) =>
      api(box, '/ai-gateway/gateways/again/provider_configs', {
        body: { provider_slug: 'groq', alias: 'default', default_config: true, ...value },
      });
    const chat = () =>
      ask(`${gatewayUrl(box, 'again')}/compat/chat/completions`, {
        headers: { ...aig(box.token), 'cf-aig-cache-ttl': '60' },
        body: { model: 'groq/llama-3.3-70b-versatile', messages: [{ role: 'user', content: 'hi' }] },
      });
    await make();
    await store({ secret: 'gsk_sandbox-provider-key-good' });
    expect([(await chat()).status, (await chat()).headers['cf-aig-cache-status']]).toEqual([200, 'HIT']);
    await api(box, '/ai-gateway/gateways/again', { method: 'DELETE' });
    await make();
    await store({ secret: 'gsk_FAKE-wrong' });
    expect((await chat()).status).toBe(401);
    await api(box, '/ai-gateway/gateways/again', { method: 'DELETE' });
    await make();
    await store({ secret_id: 'of-the-secrets-store' });
    expect((await chat()).status).toBe(200);
  });

  test.each([
    [
      'nothing',
      {},
      [
        'cache_invalidate_on_update',
        'id',
        'cache_ttl',
        'collect_logs',
        'rate_limiting_interval',
        'rate_limiting_limit',
      ],
    ],
    ['a bad name', { ...REQUIRED_SETTINGS, id: 'Bad--Name' }, ['id']],
    ['too long a name', { ...REQUIRED_SETTINGS, id: 'a'.repeat(65) }, ['id']],
    [
      'wrong types',
      { ...REQUIRED_SETTINGS, id: 'good', cache_ttl: '60', authentication: 'yes' },
      ['cache_ttl', 'authentication'],
    ],
    [
      'a negative limit',
      { ...REQUIRED_SETTINGS, id: 'good', rate_limiting_limit: -1 },
      ['rate_limiting_limit'],
    ],
    [
      'another technique',
      { ...REQUIRED_SETTINGS, id: 'good', rate_limiting_technique: 'burst' },
      ['rate_limiting_technique'],
    ],
  ])('create with %s: 7001 for each field', async (_, body, fields) => {
    const box = await sandbox();
    const { status, json } = await api(box, '/ai-gateway/gateways', { body });
    expect(status).toBe(400);
    expect(json.errors.map((error: { code: number; path: string[] }) => [error.code, error.path[1]])).toEqual(
      fields.map((field) => [7001, field]),
    );
  });

  test('a null is stored as off', async () => {
    const box = await sandbox();
    const body = {
      ...REQUIRED_SETTINGS,
      id: 'nulls',
      cache_ttl: null,
      rate_limiting_limit: null,
      rate_limiting_interval: null,
    };
    expect((await api(box, '/ai-gateway/gateways', { body })).json.result).toMatchObject({
      cache_ttl: 0,
      rate_limiting_limit: 0,
    });
  });

  test('the same id twice', async () => {
    const box = await sandbox();
    expect(
      (await api(box, '/ai-gateway/gateways', { body: { id: 'my-gateway', ...REQUIRED_SETTINGS } })).status,
    ).toBe(409);
  });
});

describe('what each token may', () => {
  test.each([
    ['good', 200, 200],
    ['runOnly', 401, 401],
    ['withoutRun', 200, 401],
    ['withoutWorkersAi', 200, 200],
    ['expired', 401, 401],
    ['disabled', 401, 401],
    ['otherAccount', 401, 401],
    ['accountOwned', 200, 200],
  ] as const)('%s: read %d, edit %d', async (name, read, edit) => {
    const box = await sandbox();
    const token = SANDBOX_TOKENS[name].value;
    const got = await api(box, '/ai-gateway/gateways/my-gateway', { token });
    const put = await api(box, '/ai-gateway/gateways/my-gateway', {
      token,
      method: 'PUT',
      body: REQUIRED_SETTINGS,
    });
    expect([got.status, put.status]).toEqual([read, edit]);
    if (read === 401) expect(got.json.errors).toEqual([{ code: 10000, message: 'Authentication error' }]);
  });
});

test.each([
  [
    '/ai-gateway/gateways/my-gateway/url/openai',
    'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway/openai',
  ],
  ['/ai-gateway/billing/credit-balance', { balance: 25, first_topup_success: true }],
  ['/ai-gateway/custom-providers', []],
])('%s', async (path, result) => {
  const box = await sandbox();
  expect((await api(box, path)).json.result).toEqual(result);
});

test('accounts: those of the token', async () => {
  const box = await sandbox();
  const list = await ask(`${box.apiBaseUrl}/accounts`, { headers: bearer(box.token) });
  expect(list.json.result.map(({ id }: { id: string }) => id)).toEqual([box.accountId]);
  const other = await ask(`${box.apiBaseUrl}/accounts/fedcba9876543210fedcba9876543210`, {
    headers: bearer(box.token),
  });
  expect([other.status, other.json.errors[0].code]).toEqual([403, 9109]);
});

describe('the AI REST API', () => {
  const messages = [{ role: 'user', content: '[say:OK]' }];
  const rest = (box: Sandbox, path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(`${box.apiBaseUrl}/accounts/${box.accountId}/ai/${path}`, {
      headers: { ...bearer(box.token), ...headers },
      body,
    });

  test.each([
    ['v1/chat/completions', { model: 'openai/gpt-4o', messages }, 'choices.0.message.content'],
    ['v1/chat/completions', { model: 'google/gemini-2.5-flash', messages }, 'choices.0.message.content'],
    [
      'v1/chat/completions',
      { model: '@cf/meta/llama-3.1-8b-instruct', messages },
      'choices.0.message.content',
    ],
    ['v1/responses', { model: 'openai/gpt-5.1', input: '[say:OK]' }, 'output.0.content.0.text'],
    ['v1/messages', { model: 'anthropic/claude-sonnet-5', max_tokens: 9, messages }, 'content.0.text'],
    ['v1/messages', { model: 'anthropic/claude-haiku-4.5', max_tokens: 9, messages }, 'content.0.text'],
    ['v1/chat/completions', { model: 'anthropic/claude-opus-5.5', messages }, 'choices.0.message.content'],
    ['v1/chat/completions', { model: 'alibaba/qwen3.8-max', messages }, 'choices.0.message.content'],
    ['v1/responses', { model: 'minimax/m3', input: '[say:OK]' }, 'output.0.content.0.text'],
    ['run', { model: 'openai/gpt-4o', input: { messages } }, 'result.choices.0.message.content'],
    ['run/@cf/meta/llama-3.1-8b-instruct', { prompt: '[say:OK]' }, 'result.response'],
  ])('%s %j', async (path, body, where) => {
    const box = await sandbox();
    const { json } = await rest(box, path, body, { 'anthropic-version': '2023-06-01' });
    expect(where.split('.').reduce((at, key) => at?.[key], json)).toBe('OK');
  });

  test.each([
    ['unknown model', { model: 'openai/nope', messages }, {}, 404, 7003, 'Model not found: openai/nope'],
    [
      "compat's prefix",
      { model: 'google-ai-studio/gemini-2.5-flash', messages },
      {},
      404,
      7003,
      'Model not found: google-ai-studio/gemini-2.5-flash',
    ],
    [
      'retired model',
      { model: 'openai/gpt-4', messages },
      {},
      410,
      7010,
      'Model is deprecated, use openai/gpt-4.1',
    ],
    [
      'a model that is soon retired',
      { model: 'anthropic/claude-sonnet-4.5', messages },
      {},
      410,
      7010,
      'Model is deprecated, use anthropic/claude-sonnet-4.6',
    ],
    [
      'no messages',
      { model: 'openai/gpt-4o', messages: [] },
      {},
      400,
      7003,
      'Model execution failed (User Input Error): Required value missing: messages',
    ],
  ])('%s', async (_, body, headers, status, code, message) => {
    const box = await sandbox();
    const reply = await rest(box, 'v1/chat/completions', body, headers);
    expect([reply.status, reply.json.errors]).toEqual([status, [{ message, code }]]);
  });

  test('the gateway is named by a header, and must exist', async () => {
    const box = await sandbox();
    const body = { model: 'openai/gpt-4o', messages };
    const reply = await rest(box, 'v1/chat/completions', body, { 'cf-aig-gateway-id': 'nope' });
    expect([reply.status, reply.json.internalCode]).toEqual([400, 2001]);
    await rest(box, 'v1/chat/completions', body, { 'cf-aig-gateway-id': 'my-gateway' });
    expect((await api(box, '/ai-gateway/gateways/my-gateway/logs')).json.result).toHaveLength(1);
  });

  test('a token with AI Gateway permissions alone is refused', async () => {
    const box = await sandbox();
    const token = SANDBOX_TOKENS.withoutWorkersAi.value;
    const reply = await api(box, '/ai/v1/chat/completions', {
      token,
      body: { model: 'openai/gpt-4o', messages },
    });
    expect([reply.status, reply.json.errors[0].code]).toEqual([401, 10000]);
  });
});

test('the journal has names, never values', async () => {
  const seen: unknown[] = [];
  const box = await sandbox({ onRequest: (request) => seen.push(request) });
  await ask(`${gatewayUrl(box)}/no-such/x?q=1`, { headers: aig(box.token), body: {} });
  expect(seen).toEqual(box.requests);
  expect(box.requests).toMatchObject([
    { method: 'POST', path: `/v1/${box.accountId}/my-gateway/no-such/x`, status: 400, cost: 0 },
  ]);
  expect(JSON.stringify(box.requests)).not.toContain(box.token);
  expect(box.requests[0]?.headerNames).toContain('cf-aig-authorization');
});
