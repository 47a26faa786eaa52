import { describe, expect, test } from '@jest/globals';
import { usageText } from '../../../../src/cli/commands/usage/usage-text.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { zoneAt } from '../../../../src/cli/render/zone.js';
import type { DiagnosedRow } from '../../../../src/logs/diagnose-row.js';
import { Usage } from '../../../../src/logs/usage-report.js';

const UNTIL = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;

function report(rows: number, more: Partial<DiagnosedRow>[] = []) {
  const usage = new Usage(UNTIL - 24 * HOUR, UNTIL);
  const row = (index: number): DiagnosedRow => ({
    id: `row-${index}`,
    createdAt: new Date(UNTIL - ((index * index) % 24) * HOUR - 1).toISOString(),
    provider: index % 3 ? 'openai' : 'anthropic',
    model: index % 3 ? 'gpt-4o-mini' : 'claude-sonnet-4-6-with-a-rather-long-name',
    path: '',
    ok: index % 10 !== 9,
    httpStatus: index % 10 === 9 ? 401 : 200,
    cached: index % 5 === 0,
    costUsd: 0.0001 * index,
    inputTokens: 100,
    outputTokens: 20,
    metadata: {},
    own: index % 20 === 0,
  });
  for (let index = 0; index < rows; index++) usage.add(row(index));
  for (const fields of more) usage.add({ ...row(1), ...fields });
  return usage.report();
}

describe.each([60, 80, 120])('%d columns', (columns) => {
  const style = (unicode: boolean) => styleFor({ env: {}, isTty: false, columns, unicode, noColor: true });

  test('sums, a chart with its axes and zone, models, errors', () => {
    expect(`\n${usageText(report(200), zoneAt(60), style(true))}`).toMatchSnapshot();
  });

  test.each([true, false])('no line is wider (unicode %s), and all fit one screen', (unicode) => {
    const lines = usageText(report(200, [{ createdAt: '' }]), zoneAt(330), style(unicode))
      .trimEnd()
      .split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThanOrEqual(20);
  });
});

test('a request without a time is counted, and said to be not in the chart', () => {
  const style = styleFor({ env: {}, isTty: false, columns: 80, unicode: true, noColor: true });
  const text = usageText(report(0, [{ createdAt: '' }]), zoneAt(0), style);
  expect(text).toContain('1 request since 2026-11-26 12:00 (UTC)');
  expect(text).toContain('1 request without a readable time: not in the chart');
});
