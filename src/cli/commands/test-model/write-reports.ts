import { once } from '../../../lib/once.js';
import { filesOf, type Snapshot } from '../../../openclaw/snapshot.js';
import { formatFiles, reportFormatOf } from '../../render/formats/format.js';
import { junitReport } from '../../render/formats/junit.js';
import { placeOf } from '../../render/formats/problem-place.js';
import { renderReport, writeFormats } from '../../render/formats/renderers.js';
import { rootOf } from '../../render/formats/run-report.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { checkOutputs, writeOutput } from '../../shared/write-output.js';
import type { TestModelOptions } from './index.js';
import { htmlReport } from './reports/html.js';
import { modelReport } from './reports/model-report.js';
import type { ModelRun } from './reports/report.js';

type ReportOptions = Pick<
  TestModelOptions,
  'html' | 'junit' | 'github' | 'json' | 'format' | 'profile' | 'providerId'
>;

interface Finished<Document extends object> {
  run: ModelRun;
  snapshot: Snapshot;
  /** With the text for people. */
  result: Result<Document>;
}

/** Before requests that cost. Throws UsageError. */
export function checkReports(io: Io, options: ReportOptions, snapshot: Snapshot): Promise<void> {
  const { html, junit } = options;
  const files = [
    ...(html ? [{ by: '--html', file: html }] : []),
    ...(junit ? [{ by: '--junit', file: junit }] : []),
  ];
  return checkOutputs(io, [...files, ...formatFiles(io, options)], filesOf(snapshot));
}

/** Writes report files. Returns the result with the report in place of the text, if stdout gets one. */
export async function writeReports<Document extends object>(
  io: Io,
  options: ReportOptions,
  { run, snapshot, result }: Finished<Document>,
): Promise<Result<Document>> {
  const { profile, providerId } = options;
  const report = once(() =>
    modelReport(
      { ...run, results: run.results.map(hide) },
      {
        cwd: rootOf(io),
        exitCode: result.exitCode,
        labels: profile ? { profile } : {},
        placeOf: (tested) => io.redactor.redactValue(placeOf(tested, snapshot, providerId)),
      },
    ),
  );
  const files = [
    { name: 'html', file: options.html, text: () => htmlReport(run) },
    { name: 'junit', file: options.junit, text: () => junitReport(report()) },
  ];
  for (const { name, file, text } of files) {
    if (!file) continue;
    await writeOutput(io, { by: `--${name}`, file, text: text() });
    io.err(`Written: ${file}\n`);
  }
  await writeFormats(io, options.format, report, result);
  const format = reportFormatOf(options);
  if (!format) return result;
  return { ...result, human: await renderReport(io, format, report()), isVerbatim: true };

  /** Before the escapes of a format come in. The program’s own names stay. */
  function hide(tested: ModelRun['results'][number]): ModelRun['results'][number] {
    const { category, cause } = tested;
    return { ...io.redactor.redactValue(tested), category, cause };
  }
}
