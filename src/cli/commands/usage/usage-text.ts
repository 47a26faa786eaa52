import type { ErrorCount, UsageReport } from '../../../logs/usage-report.js';
import { abbreviate, dollars, left, right, sparkline } from '../../render/columns.js';
import type { Style } from '../../render/style.js';

const NUMBERS_WIDTH = 42;
const MAX_NAME_WIDTH = 48;

export function usageText(report: UsageReport, style: Style): string {
  const { paint } = style;
  if (!report.requests) return `No requests since ${localTime(report.since)}.\n`;
  return `${[
    paint.bold(`${report.requests} requests since ${localTime(report.since)}`),
    `  failed ${report.failed} · from the cache ${percent(report.cacheHitRate)} · ${dollars(report.costUsd)}`,
    `  tokens ${abbreviate(report.inputTokens)} in, ${abbreviate(report.outputTokens)} out`,
    ...ownRequests(report),
    '',
    ...timeSeries(report, style),
    '',
    ...models(report, style),
    ...(report.errors.length ? ['', ...errors(report.errors, style)] : []),
  ].join('\n')}\n`;
}

/** cf-aig's own tests are requests like any other, but say nothing about OpenClaw. */
function ownRequests({ own }: UsageReport): string[] {
  if (!own.requests) return [];
  return [
    `  of these, tests by cf-aig: ${own.requests} requests · failed ${own.failed} · ${dollars(own.costUsd)}`,
  ];
}

function timeSeries({ series }: UsageReport, style: Style): string[] {
  const max = Math.max(...series.map(({ requests }) => requests));
  const rows: [string, number[], string][] = [
    ['requests', series.map(({ requests }) => requests), `max ${max}`],
    ['cost', series.map(({ costUsd }) => costUsd), ''],
    ['failed', series.map(({ failed }) => failed), ''],
  ];
  return rows
    .filter(([, values]) => values.some((value) => value > 0))
    .map(([name, values, note]) =>
      `  ${name.padEnd(9)}${style.paint.cyan(sparkline(values, style))} ${style.paint.dim(note)}`.trimEnd(),
    );
}

function models({ models: rows }: UsageReport, style: Style): string[] {
  const width = Math.min(MAX_NAME_WIDTH, style.width - NUMBERS_WIDTH);
  const line = (name: string, cells: readonly string[]) =>
    `  ${left(name, width, style)}${cells.map((cell) => right(cell, 9, style)).join(' ')}`;
  return [
    style.paint.dim(line('model', ['requests', 'failed', 'tokens', 'cost'])),
    ...rows.map(({ provider, model, requests, failed, inputTokens, outputTokens, costUsd }) =>
      line(`${provider}/${model}`, [
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
      return `  ${right(String(count), 6, style)}  ${paint.red(name)}${note}`;
    }),
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

function localTime(iso: string): string {
  const date = new Date(iso);
  return `${date.toLocaleDateString('sv-SE')} ${date.toLocaleTimeString('sv-SE').slice(0, 5)}`;
}
