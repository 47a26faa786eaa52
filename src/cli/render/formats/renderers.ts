/** `cli/render/formats/`: reports for other programs, one pure function each. */

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { printable, withoutWorkflowCommands } from '../../../lib/text/printable.js';
import type { Io } from '../../shared/io.js';
import { documentText, type Result } from '../../shared/result.js';
import { writeOutput } from '../../shared/write-output.js';
import type { ReportFormat, WantedFormat } from './format.js';
import { githubAnnotations } from './github.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import { prometheusReport } from './prometheus.js';
import type { RunReport } from './run-report.js';
import { sarifReport } from './sarif.js';

/** To add a format, add a file, a row, and a word in `FORMATS`. */
const RENDERERS: Record<ReportFormat, (report: RunReport) => string> = {
  github: githubAnnotations,
  junit: junitReport,
  sarif: sarifReport,
  markdown: markdownReport,
  prometheus: prometheusReport,
};

/** GitHub drops a summary of more than 1 MiB. */
const MAX_SUMMARY_BYTES = 1_000_000;

/** The report for stdout. On GitHub, annotations also write the summary of the job. */
export async function renderReport(io: Io, format: ReportFormat, report: RunReport): Promise<string> {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (format === 'github' && file) {
    // What the step has written before counts, too.
    const { size } = await stat(resolve(io.cwd, file)).catch(() => ({ size: 0 }));
    const text = markdownReport(report, MAX_SUMMARY_BYTES - size);
    await writeOutput(io, { by: 'GITHUB_STEP_SUMMARY', file, text, append: true });
  }
  const text = RENDERERS[format](report);
  return format === 'markdown' && io.env.GITHUB_ACTIONS ? withoutWorkflowCommands(printable(text)) : text;
}

/** Writes the files of `--format <format>=<file>`. `document` is the result for JSON. Throws UsageError. */
export async function writeFormats(
  io: Io,
  wanted: readonly WantedFormat[],
  report: () => RunReport,
  result: Result,
): Promise<void> {
  for (const { format, file } of wanted) {
    if (file === undefined || format === 'human') continue;
    const text = format === 'json' ? documentText(io, report().command, result) : RENDERERS[format](report());
    await writeOutput(io, { by: '--format', file, text });
    io.err(`Written: ${file}\n`);
  }
}
