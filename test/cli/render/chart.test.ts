import { describe, expect, test } from '@jest/globals';
import { barChart, type ChartRow, groupSize } from '../../../src/cli/render/chart.js';
import { styleFor } from '../../../src/cli/render/style.js';
import { zoneAt } from '../../../src/cli/render/zone.js';

const styleOf = (unicode: boolean, columns = 80) =>
  styleFor({ env: {}, isTty: false, columns, unicode, noColor: true });
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 27, 12);
const span = (hours: number) => ({ from: NOON - hours * HOUR, until: NOON });

const row = (values: readonly number[], height = 1): ChartRow => ({
  name: 'cost',
  values,
  height,
  format: String,
});

/** The bars alone. */
function bars(values: readonly number[], unicode: boolean, height = 1): string[] {
  const lines = barChart([row(values, height)], span(1), zoneAt(0), styleOf(unicode));
  return lines.slice(0, height).map((line) => line.slice(20));
}

describe('bars', () => {
  test.each([
    [[0, 0], '', ''],
    [[0, 1, 4, 8], ' ▁▄█', ' .=@'],
    [[0.001, 1000], '▁█', '.@'],
  ])('%j in one line', (values, unicode, ascii) => {
    expect([bars(values, true), bars(values, false)]).toEqual([[unicode], [ascii]]);
  });

  test('in three lines', () => {
    expect(bars([1, 9, 16, 24], true, 3)).toEqual(['   █', ' ▁██', '▁███']);
  });
});

test('the axis names the greatest value, zero and the times', () => {
  const values = Array.from({ length: 48 }, (_, index) => index % 7);
  expect(
    `\n${barChart([row(values, 2)], span(24), zoneAt(60), styleOf(true)).join('\n')}\n`,
  ).toMatchSnapshot();
});

test.each([
  [1, '11:00', '12:00'],
  [48, '12:00', '12:00'],
  [7 * 24, '11-20 12:00', '11-27 12:00'],
  [30 * 24, '10-28', '11-27'],
  [800 * 24, '2024-09-18', '2026-11-27'],
])('%d hours', (hours, from, until) => {
  const labels = barChart([row(Array(48).fill(1))], span(hours), zoneAt(0), styleOf(true)).at(-1)!;
  expect(labels.trim().startsWith(from)).toBe(true);
  expect(labels.endsWith(until)).toBe(true);
});

test.each([
  [120, 1],
  [80, 1],
  [60, 2],
  [40, 3],
  [20, 48],
])('at %d columns %d of 48 values make one bar', (columns, size) => {
  expect(groupSize(48, { width: columns })).toBe(size);
});
