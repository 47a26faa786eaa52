import { appendFile, writeFile } from 'node:fs/promises';
import { inWords } from '../../../lib/files/system-words.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { TestModelOptions } from './index.js';
import { githubSummary } from './reports/github.js';
import { MODEL_REPORTS } from './reports/index.js';
import type { ModelRun } from './reports/report.js';

type ReportOptions = Pick<TestModelOptions, 'html' | 'junit' | 'github'>;

/** Writes the reports that are files; gives the one for stdout, if it takes the place of the text. */
export async function writeReports(
  io: Io,
  options: ReportOptions,
  run: ModelRun,
): Promise<string | undefined> {
  for (const name of ['html', 'junit'] as const) {
    const file = options[name];
    if (!file) continue;
    await write(file, `--${name}`, () => writeFile(file, io.redactor.redact(MODEL_REPORTS[name](run))));
    io.err(`Written: ${file}\n`);
  }
  if (!options.github) return undefined;
  const summary = io.env.GITHUB_STEP_SUMMARY;
  if (summary)
    await write(summary, 'GITHUB_STEP_SUMMARY', () =>
      appendFile(summary, io.redactor.redact(githubSummary(run))),
    );
  return MODEL_REPORTS.github(run);
}

async function write(file: string, what: string, action: () => Promise<void>): Promise<void> {
  await action().catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${what} ${file}: cannot be written: ${inWords(error.code ?? error.message)}`,
      'Name a file in a folder that you may write to.',
    );
  });
}
