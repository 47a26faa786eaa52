import { describe, expect, test } from '@jest/globals';
import { logHead, logRowText } from '../../src/cli/commands/logs/log-row.js';
import { usageText } from '../../src/cli/commands/usage/usage-text.js';
import { styleFor } from '../../src/cli/render/style.js';
import { zoneAt } from '../../src/cli/render/zone.js';
import { RowDiagnoser } from '../../src/logs/diagnose-row.js';
import { logPages } from '../../src/logs/log-pages.js';
import { Usage } from '../../src/logs/usage-report.js';
import fc from '../property.js';
import { FakeLog, type FakeRow, rows } from './log-server.js';

const NOON = Date.UTC(2026, 10, 1, 12);
const HOUR = 3_600_000;
const FIELDS = Object.keys({ ...rows(1)[0], duration: 0, step: 0, metadata: {}, response_content_type: '' });

/** All that `logs` and `usage` do with a log that has these entries among 120 good rows. */
async function examine(...bad: unknown[]) {
  const log = new FakeLog(rows(120));
  log.rows.splice(60, 0, ...(bad as FakeRow[]));
  const usage = new Usage(NOON - HOUR, NOON);
  const style = styleFor({ env: {}, isTty: false, columns: 80, unicode: true, noColor: true });
  const zone = zoneAt(0);
  let unreadable = 0;
  let text = logHead(zone, style);
  for await (const page of logPages(log.reader, { since: NOON - HOUR })) {
    unreadable += page.unreadable;
    for (const row of await new RowDiagnoser(log.reader).diagnoseAll(page.rows)) {
      usage.add(row);
      text += logRowText(row, zone, style);
    }
  }
  const report = usage.report();
  return { report, unreadable, text: text + usageText(report, zone, style) };
}

describe('no entry of the log hides the others', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['an object without an id', { created_at: new Date(NOON).toISOString(), success: true }],
    ['an id that is a number', { id: 12, created_at: new Date(NOON).toISOString() }],
  ])('%s is left out and counted', async (_, entry) => {
    const { report, unreadable } = await examine(entry);
    expect([report.requests, unreadable]).toEqual([120, 1]);
  });

  test.each<[string, string]>([
    ['no date', 'yesterday'],
    ['an empty text', ''],
    ['a month 13', '2026-13-45T00:00:00Z'],
  ])('created_at is %s: counted, but in no interval', async (_, created_at) => {
    const { report, text } = await examine({ ...rows(1)[0], id: 'bad', created_at });
    expect(report).toMatchObject({ requests: 121, undated: 1 });
    expect(report.series.reduce((sum, { requests }) => sum + requests, 0)).toBe(120);
    expect(text).toContain('1 request without a readable time');
  });

  test('a row that is far too old, out of order', async () => {
    const { report } = await examine({ ...rows(1)[0], id: 'bad', created_at: '1970-01-01T00:00:00Z' });
    expect(report.requests).toBe(120);
  });

  test('negative and infinite numbers count as missing', async () => {
    const bad = {
      cost: -5,
      tokens_in: -1,
      tokens_out: Number.MAX_VALUE * 10,
      duration: -3,
      status_code: 1e9,
    };
    const { report, text } = await examine({ ...rows(1)[0], id: 'bad', ...bad });
    expect(report).toMatchObject({ requests: 121, inputTokens: 1200, outputTokens: 600 });
    expect(report.costUsd).toBeCloseTo(0.12);
    expect(text).toContain('??? openai/gpt-4o');
  });

  test('any value in any field', async () => {
    const entry = fc.dictionary(
      fc.constantFrom(...FIELDS),
      fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('', '2026-02-30')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 8 }), async (bad) => {
        const { report, text } = await examine(...bad);
        expect(report.requests).toBeGreaterThanOrEqual(120);
        expect(JSON.stringify(report)).not.toContain('null');
        expect(text).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 30 },
    );
  });
});
