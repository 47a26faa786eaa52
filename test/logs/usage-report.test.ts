import { expect, test } from '@jest/globals';
import { RowDiagnoser } from '../../src/logs/diagnose-row.js';
import { logPages } from '../../src/logs/log-pages.js';
import { Usage } from '../../src/logs/usage-report.js';
import { FakeLog, rows } from './log-server.js';

const NOON = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;

const BODY = JSON.stringify({
  error: { message: 'Incorrect API key provided', type: 'invalid_request_error', code: 'invalid_api_key' },
});

async function count(log: FakeLog) {
  const usage = new Usage(NOON - HOUR, NOON);
  const diagnoser = new RowDiagnoser(log.reader);
  for await (const page of logPages(log.reader, {})) {
    for (const row of await diagnoser.diagnoseAll(page.rows)) usage.add(row);
  }
  return usage.report();
}

test('an empty log has zero totals', async () => {
  expect(await count(new FakeLog([]))).toMatchObject({
    requests: 0,
    costUsd: 0,
    cacheHitRate: 0,
    models: [],
    errors: [],
  });
});

test('counts requests, tokens, cost and errors', async () => {
  const log = new FakeLog(
    rows(1000, (index) => ({
      ...(index % 5 === 0 && { cached: true, cost: 0, tokens_in: 0 }),
      ...(index % 2 && { model: 'gpt-4.1' }),
    })),
  );
  const report = await count(log);
  expect(report).toMatchObject({
    requests: 1000,
    failed: 0,
    cached: 200,
    cacheHitRate: 0.2,
    inputTokens: 8000,
    outputTokens: 5000,
  });
  expect(report.costUsd).toBeCloseTo(0.8, 12);
  expect(report.models.map(({ model, requests }) => [model, requests])).toEqual([
    ['gpt-4o', 500],
    ['gpt-4.1', 500],
  ]);
  expect(report.series.reduce((sum, { requests }) => sum + requests, 0)).toBe(1000);
  expect(report.series[0]!.requests).toBe(0);
  expect(report.series.at(-1)!.requests).toBeGreaterThan(0);
});

test('a model that the log names in two ways is one', async () => {
  const names = ['anthropic/claude-haiku-4.5', 'claude-haiku-4-5-20251001'];
  const log = new FakeLog(rows(10, (index) => ({ provider: 'anthropic', model: names[index % 2] })));
  const { models } = await count(log);
  expect(models.map(({ model, requests }) => [model, requests])).toEqual([
    ['anthropic/claude-haiku-4.5', 10],
  ]);
});

test('a sample of responses gives the cause of similar ones', async () => {
  const log = new FakeLog(rows(400, () => ({ success: false, status_code: 401, cost: 0 })));
  log.payload = () => ({ status: 200, body: BODY });
  const { errors } = await count(log);
  expect(errors).toMatchObject([{ cause: 'provider-key-rejected', count: 400 }]);
  expect(errors[0]!.read).toBeGreaterThanOrEqual(5);
  expect(errors[0]!.read).toBeLessThan(20);
});

test('without responses errors are counted by status, and no cause is guessed', async () => {
  const log = new FakeLog(rows(30, (index) => ({ success: false, status_code: index % 2 ? 429 : 401 })));
  const { errors } = await count(log);
  expect(errors).toEqual([
    { title: 'HTTP 401', httpStatus: 401, count: 15, own: 0, read: 0 },
    { title: 'HTTP 429', httpStatus: 429, count: 15, own: 0, read: 0 },
  ]);
});
