import { once } from '../../../lib/once.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { reportFormatOf } from '../../render/formats/format.js';
import { junitReport } from '../../render/formats/junit.js';
import { placeOf } from '../../render/formats/problem-place.js';
import { renderReport } from '../../render/formats/renderers.js';
import type { Io } from '../../shared/io.js';
import { writeOutput } from '../../shared/write-output.js';
import type { TestModelOptions } from './index.js';
import { htmlReport } from './reports/html.js';
import { modelReport } from './reports/model-report.js';
import type { ModelRun } from './reports/report.js';

type ReportOptions = Pick<
  TestModelOptions,
  'html' | 'junit' | 'github' | 'json' | 'format' | 'profile' | 'providerId'
>;

/** Writes report files. Returns the report for stdout, if one replaces the text. */
export async function writeReports(
  io: Io,
  options: ReportOptions,
  { run, snapshot, exitCode }: { run: ModelRun; snapshot: Snapshot; exitCode: number },
): Promise<string | undefined> {
  const { profile, providerId } = options;
  const report = once(() =>
    modelReport(
      { ...run, results: run.results.map(hide) },
      {
        cwd: io.cwd,
        exitCode,
        labels: profile ? { profile } : {},
        placeOf: (result) => io.redactor.redactValue(placeOf(result, snapshot, providerId)),
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
  const format = reportFormatOf(options);
  return format && renderReport(io, format, report());

  /** Before the escapes of a format come in. The program’s own names stay. */
  function hide(result: ModelRun['results'][number]): ModelRun['results'][number] {
    const { category, cause } = result;
    return { ...io.redactor.redactValue(result), category, cause };
  }
}
