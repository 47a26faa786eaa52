import { expect, test } from '@jest/globals';
import type { Exchange } from '../../../src/diagnosis/exchange/exchange.js';
import { readLogPage } from '../../../src/gateway/management/log-responses.js';

const answered = (body: unknown): Exchange => ({
  id: 'list-logs',
  plane: 'management',
  request: { method: 'GET', url: 'https://api.cloudflare.com/client/v4/x/logs', headers: {} },
  sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  response: { status: 200, headers: {}, body: JSON.stringify(body), truncated: false },
  timings: { startedAt: '2026-11-27T19:00:00Z', totalMs: 1 },
});

test.each<[unknown, size: number | undefined]>([
  [{ success: true, result: [] }, 0],
  [{ success: true, result: [{ id: 'a' }, null] }, 2],
  [{ success: true, result: {} }, undefined],
  [{ success: true }, undefined],
  [{ success: false, result: [] }, undefined],
  [{ success: 'true', result: [] }, undefined],
  [{ success: 1, result: [] }, undefined],
  [{ result: [] }, undefined],
  [[], undefined],
])('%j is a page of %s entries', (body, size) => {
  expect(readLogPage(answered(body))?.size).toBe(size);
});
