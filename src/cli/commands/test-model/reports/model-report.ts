import { code } from '../../../../lib/text/markdown.js';
import type { TestedModel } from '../../../../models/tested-model.js';
import { dollars, seconds } from '../../../render/columns.js';
import type { Place, ReportRow, RunReport } from '../../../render/formats/run-report.js';
import type { ModelRun } from './report.js';

const COLUMNS: RunReport['columns'] = [
  { title: 'model' },
  { title: 'state' },
  { title: 'first byte', isNumber: true },
  { title: 'total', isNumber: true },
  { title: 'tokens/s', isNumber: true },
  { title: 'cost', isNumber: true },
];

/** A row for each model. */
export function modelReport(
  { version, startedAt, elapsedMs, results }: ModelRun,
  {
    placeOf,
    ...run
  }: Pick<RunReport, 'cwd' | 'exitCode' | 'labels'> & { placeOf(result: TestedModel): Place | undefined },
): RunReport {
  const succeeded = results.filter(({ ok }) => ok).length;
  return {
    ...run,
    command: 'test-model',
    version,
    startedAt,
    elapsedMs,
    summary: `${succeeded} of ${results.length} models answered`,
    columns: COLUMNS,
    rows: results.map((result) => ({ ...rowOf(result), place: result.ok ? undefined : placeOf(result) })),
  };
}

function rowOf(result: TestedModel): ReportRow {
  const { model, ok, category, cause, title = '', why, evidence, remedy, docs } = result;
  return {
    name: model,
    status: ok ? 'pass' : 'fail',
    isFailure: !ok,
    category,
    cause,
    title,
    why,
    evidence,
    remedy,
    docs,
    durationMs: result.totalMs ?? 0,
    measures: {
      first_byte_seconds: inSeconds(result.firstByteMs),
      total_seconds: inSeconds(result.totalMs),
      input_tokens: result.inputTokens,
      output_tokens: result.outputTokens,
      cost_dollars: result.costUsd,
    },
    cells: [
      code(model),
      ok ? 'answered' : `**${category} · ${cause}**`,
      seconds(result.firstByteMs),
      seconds(result.totalMs),
      String(result.tokensPerSecond ?? ''),
      dollars(result.costUsd),
    ],
  };
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}
