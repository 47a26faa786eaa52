import { describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { management } from '../../../src/gateway/management/management.js';
import {
  readAccounts,
  readApiErrors,
  readGateway,
  readGateways,
  readModelIds,
  readTokenStatus,
  readVerify,
} from '../../../src/gateway/management/management-responses.js';
import { newGateway } from '../../../src/gateway/management/new-gateway.js';

const A = '0123456789abcdef0123456789abcdef';
const API = CLOUDFLARE.api;
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const WHO = { origins: CLOUDFLARE, token: TOKEN, accountId: A, gateway: 'my-gateway' };

function answered(body: unknown, status = 200): Exchange {
  return {
    id: 'x',
    plane: 'management',
    request: { method: 'GET', url: API, headers: {} },
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
    response: {
      status,
      headers: {},
      body: typeof body === 'string' ? body : JSON.stringify(body),
      truncated: false,
    },
    timings: { startedAt: '2026-01-01T00:00:00.000Z', totalMs: 1 },
  };
}
const good = (result: unknown) => answered({ success: true, errors: [], messages: [], result });
const bad = (status: number, code: number, message = 'no') =>
  answered({ success: false, errors: [{ code, message }], messages: [], result: null }, status);

describe('requests', () => {
  test.each([
    [management.verifyUserToken(WHO), 'GET', '/user/tokens/verify'],
    [management.verifyAccountToken(WHO), 'GET', `/accounts/${A}/tokens/verify`],
    [management.listAccounts(WHO), 'GET', '/accounts?per_page=50'],
    [management.listGateways(WHO), 'GET', `/accounts/${A}/ai-gateway/gateways?per_page=100`],
    [management.getGateway(WHO), 'GET', `/accounts/${A}/ai-gateway/gateways/my-gateway`],
    [
      management.createGateway({ ...WHO, settings: newGateway(WHO.gateway) }),
      'POST',
      `/accounts/${A}/ai-gateway/gateways`,
    ],
  ])('$id', (request, method, path) => {
    expect(request).toMatchObject({
      plane: 'management',
      method,
      url: API + path,
      headers: { authorization: `Bearer ${TOKEN}` },
      sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
    });
  });

  test('a new gateway requires a token, and has the fields that the API requires', () => {
    expect(
      JSON.parse(management.createGateway({ ...WHO, settings: newGateway(WHO.gateway) }).body ?? ''),
    ).toEqual({
      id: 'my-gateway',
      authentication: true,
      cache_invalidate_on_update: false,
      cache_ttl: 0,
      collect_logs: true,
      rate_limiting_interval: 0,
      rate_limiting_limit: 0,
      rate_limiting_technique: 'fixed',
    });
  });

  test('path parameters are escaped', () => {
    expect(management.getGateway({ ...WHO, gateway: '../../x' }).url).toContain('gateways/..%2F..%2Fx');
  });
});

describe('responses', () => {
  test('a gateway', () => {
    const row = {
      id: 'g',
      authentication: true,
      byok_only: false,
      collect_logs: true,
      cache_ttl: 60,
      rate_limiting_limit: 5,
      rate_limiting_interval: 10,
    };
    const settings = {
      id: 'g',
      authentication: true,
      byokOnly: false,
      collectLogs: true,
      cacheTtl: 60,
      rateLimit: 5,
      rateInterval: 10,
    };
    expect(readGateway(good(row))).toEqual(settings);
    expect(readGateways(good([row, { id: 'h' }, null, 'x']))).toEqual([settings, { id: 'h' }]);
  });

  test('accounts', () => {
    expect(readAccounts(good([{ id: A, name: 'Mine' }, { id: 'b' }, {}]))).toEqual([
      { id: A, name: 'Mine' },
      { id: 'b' },
    ]);
  });

  test.each<[string, Exchange, string | undefined]>([
    ['active', good({ id: 'x', status: 'active' }), 'active'],
    ['disabled', good({ id: 'x', status: 'disabled' }), 'disabled'],
    ['expired', good({ id: 'x', status: 'expired' }), 'expired'],
    [
      'active, without a result',
      answered({ success: true, messages: [{ message: 'This API Token is valid and active' }] }),
      'active',
    ],
    ['unknown', bad(401, 1000, 'Invalid API Token'), 'unknown'],
    ['unknown to this account', bad(401, 10000, 'Authentication error'), 'unknown'],
    ['malformed', bad(400, 6003, 'Invalid request headers'), undefined],
    ['a dead API', answered('<html>', 502), undefined],
    ['no answer', { ...answered(''), response: undefined }, undefined],
  ])('a token that is %s', (_, exchange, status) => {
    expect(readVerify(exchange)?.status).toBe(status);
  });

  test('the expiry date of a token', () => {
    const expired = good({
      status: 'expired',
      expires_on: '2026-01-01T00:00:00Z',
    });
    expect(readVerify(expired)).toEqual({
      status: 'expired',
      expiresOn: '2026-01-01T00:00:00Z',
    });
  });

  const active = good({ status: 'active' });
  const unknown = bad(401, 1000);
  const dead = answered('', 503);
  test.each<[string, Exchange[], string | undefined]>([
    ['a user’s token', [active, unknown], 'active'],
    ['an account’s token', [unknown, active], 'active'],
    ['an expired one', [unknown, good({ status: 'expired' })], 'expired'],
    ['nobody knows it', [unknown, unknown], 'unknown'],
    ['one does not know it, the other does not answer', [unknown, dead], undefined],
    ['nobody answers', [dead, dead], undefined],
  ])('both verify endpoints: %s', (_, exchanges, status) => {
    expect(readTokenStatus(exchanges)).toBe(status);
  });

  test('models of the gateway, and of the catalogue', () => {
    expect(
      readModelIds(answered({ object: 'list', data: [{ id: 'openai/gpt-4o' }, { id: 'groq/x' }] })),
    ).toEqual(['openai/gpt-4o', 'groq/x']);
    expect(readModelIds(good([{ id: '0', name: '@cf/meta/llama' }]))).toEqual(['@cf/meta/llama']);
  });

  test('errors, with their chains', () => {
    const chained = answered(
      { success: false, errors: [{ code: 6003, message: 'a', error_chain: [{ code: 6111, message: 'b' }] }] },
      400,
    );
    expect(readApiErrors(chained)).toEqual([
      { code: 6003, message: 'a' },
      { code: 6111, message: 'b' },
    ]);
  });

  test.each([
    ['a refusal', bad(403, 9109)],
    ['a refusal with 200', answered({ success: false, result: { id: 'g' } })],
    ['HTML', answered('<html></html>')],
    ['nothing', answered('')],
    ['null', answered('null')],
    ['no result', answered({ success: true })],
    ['no answer', { ...answered(''), response: undefined }],
  ])('%s says nothing of a gateway, of accounts, of models', (_, exchange) => {
    expect(readGateway(exchange)).toBeUndefined();
    expect(readGateways(exchange)).toBeUndefined();
    expect(readAccounts(exchange)).toBeUndefined();
    expect(readModelIds(exchange)).toBeUndefined();
  });
});
