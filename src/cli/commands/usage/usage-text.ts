import type { ErrorCount, UsageReport } from '../../../logs/usage-report.js';
import { barChart, type ChartRow, groupSize } from '../../render/chart.js';
import { abbreviate, dollars, left, right } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';
import { timeIn, type Zone } from '../../render/zone.js';
import { modelName } from '../logs/log-row.js';

const NUMBERS_WIDTH = 42;
const MAX_NAME_WIDTH = 48;
/** Lines of the bars for the number of requests. */
const CHART_HEIGHT = 3;

export function usageText(report: UsageReport, zone: Zone, style: Style): string {
  const { paint } = style;
  const since = `${localTime(report.since, zone)} (${zone.label})`;
  if (!report.requests) return `No requests since ${since}.\n`;
  return `${[
    paint.bold(hang('', `${plural(report.requests, 'request')} since ${since}`, style)),
    hang(
      '  ',
      `failed ${report.failed} · from the cache ${percent(report.cacheHitRate)} · ${dollars(report.costUsd)}`,
      style,
    ),
    `  tokens ${abbreviate(report.inputTokens)} in, ${abbreviate(report.outputTokens)} out`,
    ...ownRequests(report, style),
    '',
    ...chart(report, zone, style),
    '',
    ...models(report, style),
    ...(report.errors.length ? ['', ...errors(report.errors, style)] : []),
  ].join('\n')}\n`;
}

/** cf-aig's own tests are requests like any other, but say nothing about OpenClaw. */
function ownRequests({ own }: UsageReport, style: Style): string[] {
  if (!own.requests) return [];
  const text = `${own.requests} of these ${own.requests === 1 ? 'is a test' : 'are tests'} by cf-aig itself: failed ${own.failed}, ${dollars(own.costUsd)}`;
  return [style.paint.dim(hang('  ', text, style))];
}

function chart({ series, since, until, undated }: UsageReport, zone: Zone, style: Style): string[] {
  const size = groupSize(series.length, style);
  const sums = (value: (interval: UsageReport['series'][number]) => number) =>
    Array.from({ length: series.length / size }, (_, index) =>
      series.slice(index * size, (index + 1) * size).reduce((sum, interval) => sum + value(interval), 0),
    );
  const rows: ChartRow[] = [
    { name: 'requests', values: sums(({ requests }) => requests), height: CHART_HEIGHT, format: abbreviate },
    { name: 'failed', values: sums(({ failed }) => failed), height: 1, format: abbreviate },
    { name: 'cost', values: sums(({ costUsd }) => costUsd), height: 1, format: shortDollars },
  ];
  const visible = rows.filter(({ values }) => values.some((value) => value > 0));
  const span = { from: Date.parse(since), until: Date.parse(until) };
  return [
    ...(visible.length ? barChart(visible, span, zone, style) : []),
    ...(undated
      ? [hang('  ', `${plural(undated, 'request')} without a readable time: not in the chart`, style)]
      : []),
  ];
}

function models({ models: rows }: UsageReport, style: Style): string[] {
  const width = Math.min(MAX_NAME_WIDTH, style.width - NUMBERS_WIDTH);
  const line = (name: string, cells: readonly string[]) =>
    `  ${left(name, width, style)}${cells.map((cell) => right(cell, 9, style)).join(' ')}`;
  return [
    style.paint.dim(line('model', ['requests', 'failed', 'tokens', 'cost'])),
    ...rows.map(({ provider, model, requests, failed, inputTokens, outputTokens, costUsd }) =>
      line(modelName({ provider, model }), [
        String(requests),
        failed ? String(failed) : '',
        abbreviate(inputTokens + outputTokens),
        dollars(costUsd),
      ]),
    ),
  ];
}

function errors(rows: readonly ErrorCount[], style: Style): string[] {
  const { paint } = style;
  return [
    paint.dim('  errors'),
    ...rows.map(({ category, cause, title, count, own }) => {
      const name = cause ? `${category} · ${cause}` : title;
      const notes = [!cause && 'the responses were not read', own > 0 && `${own} in tests by cf-aig`].filter(
        Boolean,
      );
      const note = notes.length ? paint.dim(` (${notes.join(', ')})`) : '';
      return hang(`  ${right(String(count), 6, style)}  `, `${paint.red(name)}${note}`, style);
    }),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

function localTime(iso: string, zone: Zone): string {
  const { date, time } = timeIn(zone, Date.parse(iso))!;
  return `${date} ${time.slice(0, 5)}`;
}

/** At most 7 characters. */
function shortDollars(value: number): string {
  if (value >= 0.01) return dollars(value);
  return value < 0.000_1 ? '<$.0001' : `$${value.toFixed(4)}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
