import { describe, expect, test } from '@jest/globals';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { aig, ask, bearer, gatewayUrl, sandbox } from './client.js';

/** Bodies as they were captured from Cloudflare, byte by byte. */
const CAPTURED = {
  2001: '{"success":false,"result":[],"messages":[],"error":[{"code":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard"}],"name":"AiGatewayError","httpCode":400,"internalCode":2001,"message":"Please configure AI Gateway in the Cloudflare dashboard","description":"Please configure AI Gateway in the Cloudflare dashboard"}',
  2008: '{"success":false,"result":[],"messages":[],"error":[{"code":2008,"message":"Invalid provider"}],"name":"AiGatewayError","httpCode":400,"internalCode":2008,"message":"Invalid provider","description":"Invalid provider"}',
  2009: '{"success":false,"result":[],"messages":[],"error":[{"code":2009,"message":"Unauthorized"}],"name":"AiGatewayError","httpCode":401,"internalCode":2009,"message":"Unauthorized","description":"Unauthorized"}',
  10000:
    '{"result":null,"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[]}',
  1000: '{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}],"messages":[],"result":null}',
  6003: '{"success":false,"errors":[{"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format for Authorization header"}]}],"messages":[],"result":null}',
  9109: '{"success":false,"errors":[{"code":9109,"message":"Invalid access token"}],"messages":[],"result":null}',
};

const DEAD = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const JUNK = '/cf-aig-no-such-provider/x';

describe('the order of checks on the gateway host', () => {
  const { good, otherAccount, withoutRun, expired, disabled, accountOwned } = SANDBOX_TOKENS;
  test.each([
    ['unknown gateway, no token', 'nope', JUNK, {}, 400, 2001],
    ['unknown gateway, good token', 'nope', JUNK, aig(good.value), 400, 2001],
    ['unknown gateway, bad token: the token comes first', 'nope', JUNK, aig(DEAD), 401, 2009],
    ['known gateway, no token', 'my-gateway', JUNK, {}, 401, 2009],
    ['token without Bearer', 'my-gateway', JUNK, { 'cf-aig-authorization': good.value }, 401, 2009],
    ['token of another account', 'my-gateway', JUNK, aig(otherAccount.value), 401, 2009],
    ['token without Run', 'my-gateway', JUNK, aig(withoutRun.value), 401, 2009],
    ['expired token', 'my-gateway', JUNK, aig(expired.value), 401, 2009],
    ['disabled token', 'my-gateway', JUNK, aig(disabled.value), 401, 2009],
    [
      "a provider's key in Authorization is no token",
      'my-gateway',
      JUNK,
      bearer('sk-sandbox-provider-key-good'),
      401,
      2009,
    ],
    [
      'the token in x-api-key is not looked for',
      'my-gateway',
      '/anthropic/v1/messages',
      { 'x-api-key': good.value },
      401,
      2009,
    ],
    ['good token, unknown provider', 'my-gateway', JUNK, aig(good.value), 400, 2008],
    ['token of the account', 'my-gateway', JUNK, aig(accountOwned.value), 400, 2008],
    ['good token in Authorization', 'my-gateway', JUNK, bearer(good.value), 400, 2008],
    [
      'missing /compat: "chat" is read as the provider',
      'my-gateway',
      '/chat/completions',
      aig(good.value),
      400,
      2008,
    ],
    ['open gateway, no token', 'open-gateway', JUNK, {}, 400, 2008],
    ['open gateway, any token', 'open-gateway', JUNK, aig(DEAD), 400, 2008],
  ] as const)('%s', async (_, gateway, path, headers, status, code) => {
    const box = await sandbox();
    const { text, ...reply } = await ask(gatewayUrl(box, gateway) + path, {
      headers: { ...headers },
      body: {},
    });
    expect([reply.status, text]).toEqual([status, CAPTURED[code]]);
  });

  test('a path cut short is read as account and gateway', async () => {
    const box = await sandbox();
    expect((await ask(`${box.url}/v1/chat/completions`, { body: {} })).text).toBe(CAPTURED[2001]);
    expect((await ask(`${box.url}/api/hello`)).status).toBe(404);
  });

  test('`default` comes into being on the first authenticated request only', async () => {
    const gateways = DEFAULT_CONFIG.gateways.filter(({ id }) => id !== 'default');
    const box = await sandbox({ config: { ...DEFAULT_CONFIG, gateways } });
    const url = gatewayUrl(box, 'default') + JUNK;
    expect((await ask(url, { body: {} })).json.internalCode).toBe(2001);
    expect((await ask(url, { headers: aig(box.token), body: {} })).json.internalCode).toBe(2008);
    expect((await ask(url, { body: {} })).json.internalCode).toBe(2009);
  });
});

describe('the compat route', () => {
  test.each([
    ['gpt-4o', 400, 2019, 'Chat completion bad format'],
    ['nosuchvendor/some-model', 400, 2008, 'Model not found: nosuchvendor/some-model'],
    ['', 400, 2019, 'Chat completion bad format'],
  ])('model %j', async (model, status, code, message) => {
    const box = await sandbox();
    const { json } = await ask(`${gatewayUrl(box)}/compat/chat/completions`, {
      headers: aig(box.token),
      body: { model, messages: [] },
    });
    expect(json).toMatchObject({ httpCode: status, internalCode: code, message });
  });

  test('does not serve the Responses API', async () => {
    const box = await sandbox();
    const { text } = await ask(`${gatewayUrl(box)}/compat/responses`, { headers: aig(box.token), body: {} });
    expect(text).toBe(CAPTURED[2008]);
  });
});

describe('one dead token, everywhere', () => {
  test.each([
    ['/user/tokens/verify', 401, 1000],
    ['/accounts/ACCOUNT/tokens/verify', 401, 1000],
    ['/accounts', 403, 9109],
    ['/accounts/ACCOUNT/ai-gateway/gateways', 401, 10000],
    ['/accounts/ACCOUNT/ai-gateway/no-such-thing', 401, 10000],
    ['/accounts/ACCOUNT/ai/models/search', 401, 10000],
    ['/accounts/ACCOUNT/ai/v1/chat/completions', 401, 10000],
    ['/accounts/ACCOUNT/ai/v1/no-such-thing', 401, 10000],
  ] as const)('%s', async (path, status, code) => {
    const box = await sandbox();
    const reply = await ask(box.apiBaseUrl + path.replace('ACCOUNT', box.accountId), {
      headers: bearer(DEAD),
    });
    expect([reply.status, reply.text]).toEqual([status, CAPTURED[code]]);
  });

  test.each(['Bearer "quoted"', 'Bearer Bearer x', 'Bearer two words', 'Token x'])(
    '%s is no token',
    async (authorization) => {
      const box = await sandbox();
      const reply = await ask(`${box.apiBaseUrl}/user/tokens/verify`, { headers: { authorization } });
      expect([reply.status, reply.text]).toEqual([400, CAPTURED[6003]]);
    },
  );
});

test.each([
  ['good', '/user/tokens/verify', 200, 'active'],
  ['expired', '/user/tokens/verify', 200, 'expired'],
  ['disabled', '/user/tokens/verify', 200, 'disabled'],
  ['accountOwned', '/user/tokens/verify', 401, undefined],
  ['accountOwned', '/accounts/ACCOUNT/tokens/verify', 200, 'active'],
  ['good', '/accounts/ACCOUNT/tokens/verify', 401, undefined],
] as const)('verify: %s on %s', async (name, path, status, state) => {
  const box = await sandbox();
  const reply = await ask(box.apiBaseUrl + path.replace('ACCOUNT', box.accountId), {
    headers: bearer(SANDBOX_TOKENS[name].value),
  });
  expect([reply.status, reply.json.result?.status]).toEqual([status, state]);
});

test('an account ID that is none cannot be routed', async () => {
  const box = await sandbox();
  const { status, json } = await ask(`${box.apiBaseUrl}/accounts/not-an-account/ai-gateway/gateways`, {
    headers: bearer(box.token),
  });
  expect(status).toBe(404);
  expect(json.errors.map((error: { code: number }) => error.code)).toEqual([7003, 7000]);
});

test('headers: the edge on everything, the gateway on what reached one', async () => {
  const box = await sandbox();
  const none = await ask(gatewayUrl(box, 'nope') + JUNK, { body: {} });
  const some = await ask(`${gatewayUrl(box)}/openai/chat/completions`, {
    headers: { ...aig(box.token), 'cf-aig-event-id': 'mine' },
    body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] },
  });
  const ours = (headers: Record<string, string>) =>
    Object.keys(headers).filter((name) => name.startsWith('cf-'));
  expect(ours(none.headers)).toEqual(['cf-ray']);
  expect(ours(some.headers)).toEqual([
    'cf-aig-cache-status',
    'cf-aig-event-id',
    'cf-aig-log-id',
    'cf-aig-request-id',
    'cf-aig-step',
    'cf-ray',
  ]);
  expect(some.headers).toMatchObject({
    'cf-aig-event-id': 'mine',
    'cf-aig-step': '0',
    'cf-aig-cache-status': 'MISS',
    server: 'cloudflare',
  });
  expect(some.headers['cf-aig-log-id']).toBe(some.headers['cf-aig-request-id']);
});
