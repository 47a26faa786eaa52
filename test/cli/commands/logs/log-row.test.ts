import { describe, expect, test } from '@jest/globals';
import { logHead, logRowText } from '../../../../src/cli/commands/logs/log-row.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import { zoneAt } from '../../../../src/cli/render/zone.js';
import type { DiagnosedRow } from '../../../../src/logs/diagnose-row.js';

const ROW: DiagnosedRow = {
  id: 'a',
  createdAt: '2026-11-27T09:05:07.123Z',
  provider: 'openai',
  model: 'gpt-4o-mini',
  path: 'chat/completions',
  ok: true,
  cached: false,
  httpStatus: 200,
  durationMs: 812,
  costUsd: 0.000123,
  inputTokens: 1234,
  outputTokens: 56,
  metadata: {},
  own: false,
};
const FAILED: DiagnosedRow = {
  ...ROW,
  ok: false,
  httpStatus: 401,
  costUsd: 0,
  diagnosis: {
    cause: 'provider-key-rejected',
    category: 'upstream-error',
    title: 'OpenAI rejected the provider key.',
    remedy: [],
    from: 'status',
    alternatives: ['stored-key-rejected', 'token-rejected'],
  },
};
const ROWS: DiagnosedRow[] = [
  ROW,
  { ...ROW, own: true },
  { ...ROW, cached: true, model: `${'long-'.repeat(20)}model` },
  FAILED,
  { ...FAILED, own: true, diagnosis: undefined },
  { ...ROW, createdAt: '', httpStatus: undefined, durationMs: undefined, inputTokens: undefined },
  { ...ROW, durationMs: 9e12, costUsd: 9e12, inputTokens: 9e12, outputTokens: 9e12 },
];
const ZONE = zoneAt(330);

const screen = (columns: number, unicode = true) => {
  const style = styleFor({ env: {}, isTty: false, columns, unicode, noColor: true });
  return logHead(ZONE, style) + ROWS.map((row) => logRowText(row, ZONE, style)).join('');
};

describe.each([40, 60, 80, 120])('%d columns', (columns) => {
  test('header and rows, each in its column', () => {
    expect(`\n${screen(columns)}`).toMatchSnapshot();
  });

  test.each([true, false])('no line is wider (unicode %s)', (unicode) => {
    const widths = screen(columns, unicode)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });
});
