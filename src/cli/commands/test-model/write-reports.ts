import type { Io } from '../../shared/io.js';
import { writeOutput } from '../../shared/write-output.js';
import type { TestModelOptions } from './index.js';
import { githubSummary } from './reports/github.js';
import { MODEL_REPORTS } from './reports/index.js';
import type { ModelRun } from './reports/report.js';

type ReportOptions = Pick<TestModelOptions, 'html' | 'junit' | 'github'>;

/** Writes report files. Returns the report for stdout, if one replaces the text. */
export async function writeReports(
  io: Io,
  options: ReportOptions,
  run: ModelRun,
): Promise<string | undefined> {
  for (const name of ['html', 'junit'] as const) {
    const file = options[name];
    if (!file) continue;
    await writeOutput(io, { by: `--${name}`, file, text: MODEL_REPORTS[name](run) });
    io.err(`Written: ${file}\n`);
  }
  if (!options.github) return undefined;
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (file)
    await writeOutput(io, { by: 'GITHUB_STEP_SUMMARY', file, text: githubSummary(run), append: true });
  return MODEL_REPORTS.github(run);
}
