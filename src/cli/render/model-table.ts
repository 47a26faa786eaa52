import type { JobProgress } from '../../models/run-models.js';
import type { TestedModel } from '../../models/tested-model.js';
import { dollars, left, right, seconds } from './columns.js';
import { type Style, symbolWidth } from './style.js';

/** One row of the table; no progress if the test has not started. */
export interface ModelRow {
  model: string;
  progress?: JobProgress;
  /** Milliseconds since its first request. */
  elapsedMs?: number;
}

interface Column {
  title: string;
  width: number;
  value(result: TestedModel): string;
}

const COLUMNS: readonly Column[] = [
  { title: 'first', width: 8, value: ({ firstByteMs }) => seconds(firstByteMs) },
  { title: 'total', width: 8, value: ({ totalMs }) => seconds(totalMs) },
  { title: 'tok/s', width: 7, value: ({ tokensPerSecond }) => rate(tokensPerSecond) },
  { title: 'cost', width: 9, value: ({ costUsd }) => dollars(costUsd) },
];

const NUMBERS_WIDTH = COLUMNS.reduce((sum, { width }) => sum + width + 1, 0);
const MAX_MODEL_WIDTH = 56;

export function tableHead(style: Style): string {
  const numbers = COLUMNS.map(({ title, width }) => ` ${title.padStart(width)}`).join('');
  return style.paint.dim(
    `${' '.repeat(symbolWidth(style) + 1)}${left('model', modelWidth(style), style)}${numbers}`,
  );
}

/** One line, never wider than the terminal. */
export function tableRow({ model, progress, elapsedMs }: ModelRow, style: Style): string {
  const { paint, symbols } = style;
  const name = left(model, modelWidth(style), style);
  if (progress?.state === 'done') {
    const { result } = progress;
    if (result.ok)
      return `${symbols.pass} ${name}${COLUMNS.map(({ width, value }) => ` ${right(value(result), width, style)}`).join('')}`;
    const cause = left(`${result.category} · ${result.cause}`, NUMBERS_WIDTH - 1, style).trimEnd();
    return `${symbols.fail} ${name} ${paint.red(cause)}`;
  }
  const blank = ' '.repeat(symbolWidth(style));
  if (!progress) return paint.dim(`${blank} ${name} ${left('queued', NUMBERS_WIDTH - 1, style).trimEnd()}`);
  const round = progress.round > 1 ? `, round ${progress.round}` : '';
  const text =
    progress.state === 'waiting'
      ? `failed, retry in ${Math.ceil(progress.ms / 1000)} s${round}`
      : `${((elapsedMs ?? 0) / 1000).toFixed(1)} s${round} ...`;
  return `${blank} ${name} ${paint.cyan(left(text, NUMBERS_WIDTH - 1, style).trimEnd())}`;
}

/** Below the table: the results of `--repeat`, `--tools`, `--image` and `--compare-direct` for each model. */
export function tableNotes(results: readonly TestedModel[], style: Style): string[] {
  return results.flatMap((result) => {
    const notes = notesOf(result);
    return notes.length
      ? [`${left(result.model, modelWidth(style), style).trimEnd()}:`, ...notes.map((note) => `  ${note}`)]
      : [];
  });
}

export function notesOf(result: TestedModel): string[] {
  const { stats, runs, tools, imageRecognised, direct, attempts, routedModel, routingReason } = result;
  const notes: string[] = [];
  if (routedModel)
    notes.push(`Auto Router chose ${routedModel}${routingReason ? ` (${routingReason})` : ''}`);
  const retries = attempts - (runs?.length ?? 1);
  if (retries > 0) notes.push(`${retries} ${retries > 1 ? 'retries' : 'retry'}`);
  if (stats?.totalMs) notes.push(`total   ${spreadText(stats.totalMs)}`);
  if (stats?.firstByteMs) notes.push(`first   ${spreadText(stats.firstByteMs)}`);
  if (tools?.called)
    notes.push(
      `called the tool ${tools.name}(${tools.arguments}), ${tools.usedResult ? 'and used its result' : 'but did not use its result in the reply'}`,
    );
  if (imageRecognised) notes.push('recognised the image');
  if (direct) notes.push(directText(direct));
  return notes;
}

function directText({
  host,
  ok,
  title,
  totalMs,
  overheadMs,
  overheadFirstByteMs,
}: NonNullable<TestedModel['direct']>): string {
  if (!ok) return `directly to ${host}: ${title}`;
  const signed = (ms: number | undefined) => (ms === undefined ? '?' : `${ms > 0 ? '+' : ''}${ms} ms`);
  return `directly to ${host}: ${seconds(totalMs)}; the gateway ${signed(overheadMs)} (first byte ${signed(overheadFirstByteMs)})`;
}

function spreadText({ min, median, p95 }: { min: number; median: number; p95: number }): string {
  return `min ${seconds(min)}, median ${seconds(median)}, p95 ${seconds(p95)}`;
}

function rate(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}

function modelWidth(style: Style): number {
  return Math.max(12, Math.min(MAX_MODEL_WIDTH, style.width - symbolWidth(style) - 1 - NUMBERS_WIDTH));
}
