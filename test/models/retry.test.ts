import { describe, expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/gateway/replies/retry-after.js';
import type { ModelResult } from '../../src/models/model-test.js';
import { waitBefore, withRetries } from '../../src/models/retry.js';

const result = (o: Partial<ModelResult>): ModelResult => ({
  model: 'm',
  ok: false,
  evidence: [],
  remedy: [],
  ...o,
});
const BUSY = { transient: true, httpStatus: 429, cause: 'provider-rate-limited' } as const;

describe('how long to wait before the next try', () => {
  test.each<[string, Partial<ModelResult>, number, number | undefined]>([
    ['what went well', { ok: true }, 1, undefined],
    ['what cannot succeed', { httpStatus: 401, cause: 'provider-key-rejected' }, 1, undefined],
    ['the first refusal', BUSY, 1, 500],
    ['the second', BUSY, 2, 1000],
    ['what the answer asks for', { ...BUSY, retryAfterMs: 7000 }, 1, 7000],
    ['longer than anybody waits', { ...BUSY, retryAfterMs: 3_600_000 }, 1, undefined],
    ['a spend limit lasts', { ...BUSY, cause: 'spend-limit' }, 1, undefined],
    ['a transport that failed', { transient: true, cause: 'response-timeout' }, 1, undefined],
    [
      'a stream that broke off has been paid for',
      { transient: true, httpStatus: 200, cause: 'body-truncated' },
      1,
      undefined,
    ],
  ])('%s', (_, o, number, wait) => {
    expect(waitBefore(result(o), number, 0)).toBe(wait);
  });
});

test('tries again until it goes well, and says how often', async () => {
  const waits: number[] = [];
  const effects = { sleep: async (ms: number) => void waits.push(ms), random: () => 1 };
  const done = await withRetries(async (number) => result(number < 3 ? BUSY : { ok: true }), 2, effects);
  expect(done).toMatchObject({ ok: true, attempts: 3 });
  expect(waits).toEqual([1000, 2000]);
});

test('gives up after the last', async () => {
  const done = await withRetries(async () => result(BUSY), 2, { sleep: async () => {}, random: () => 0 });
  expect(done).toMatchObject({ ok: false, attempts: 3 });
});

test.each([
  [undefined, undefined],
  ['7', 7000],
  ['Sun, 01 Nov 2026 12:00:30 GMT', 30_000],
  ['Sun, 01 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
])('Retry-After: %s', (value, ms) => {
  const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
  const exchange = {
    ...{
      id: 'x',
      plane: 'gateway' as const,
      request: { method: 'POST', url: 'https://x.test', headers: {} },
    },
    sent: { gatewayTokenIn: [], providerKeyIn: [] },
    response: { status: 429, headers, body: '', truncated: false },
    timings: { startedAt: '', totalMs: 1 },
  };
  expect(retryAfterMs(exchange, Date.UTC(2026, 10, 1, 12))).toBe(ms);
});
