import { describe, expect, test } from '@jest/globals';
import type { Ask } from '../../src/conformance/asking/experiment.js';
import { createMask } from '../../src/conformance/mask.js';
import { seenIn } from '../../src/conformance/seen.js';
import type { Exchange } from '../../src/diagnosis/exchange/exchange.js';

const ASK: Ask = { plane: 'gateway', path: '/v1/{account}/{gateway}/x' };
const mask = createMask({ account: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', gateway: 'prod-agents' });

function seen(status: number, body: string, headers: Record<string, string> = {}) {
  const exchange: Exchange = {
    ...{
      id: 'x',
      plane: 'gateway',
      request: { method: 'POST', url: 'https://gateway.test/v1/a/g/x', headers: {} },
    },
    sent: { gatewayTokenIn: ['cf-aig-authorization'], providerKeyIn: [] },
    response: { status, headers, body, truncated: false },
    timings: { startedAt: '2026-11-28T00:00:00.000Z', totalMs: 1 },
  };
  return seenIn(exchange, ASK, mask)!;
}

const CLOUDFLARE = { 'cf-ray': '8f0a1b2c3d4e5f60-FRA', server: 'cloudflare' };

test('an error of the gateway', () => {
  const body = { success: false, error: [{ code: 2009, message: 'Unauthorized' }] };
  expect(
    seen(401, JSON.stringify(body), { ...CLOUDFLARE, 'content-type': 'application/json', date: 'today' }),
  ).toEqual({
    status: 401,
    codes: [2009],
    message: 'Unauthorized',
    headers: { 'cf-ray': '<text>', 'content-type': 'application/json', server: 'cloudflare' },
    body,
    shape: [
      'error: array',
      'error[].code: number',
      'error[].message: string',
      'error[]: object',
      'success: boolean',
    ],
    cause: 'token-rejected',
  });
});

test('two ids that are the same are told from two that are not', () => {
  const id = '0192f3a4-1234-7abc-8def-0123456789ab';
  const { headers } = seen(200, '{}', {
    'cf-aig-log-id': id,
    'cf-aig-request-id': id,
    'cf-aig-event-id': `1${id.slice(1)}`,
  });
  expect(headers).toEqual({
    'cf-aig-log-id': '<uuid of version 7>',
    'cf-aig-request-id': '<cf-aig-log-id>',
    'cf-aig-event-id': '<uuid of version 7>',
  });
});

describe('what is no JSON', () => {
  test('a page of Cloudflare’s keeps its title', () => {
    const page = '<html><title>Error 1101: Worker threw exception</title>';
    expect(seen(500, page, CLOUDFLARE).body).toBe('<html> Error 1101: Worker threw exception');
  });

  test('a page of a proxy does not: it may name a company', () => {
    const page = '<html><title>Acme Ltd: blocked</title>';
    const { body, message } = seen(403, page);
    expect([body, JSON.stringify([body, message])]).toEqual(['<html>', expect.not.stringContaining('Acme')]);
    expect(seen(403, 'blocked by Acme').body).toBe('<text>');
  });

  test('of a stream the first events are kept', () => {
    const events = ['a', 'b', 'c', 'd'].map((id) => `data: {"id":"${id}","object":"chunk"}\n\n`).join('');
    const { body } = seen(200, `${events}data: [DONE]\n\n`, { 'content-type': 'text/event-stream' });
    expect(body).toEqual(Array(3).fill({ id: '<string>', object: 'chunk' }));
  });
});
