import { code, codeBlock, prose, tableRow } from '../../../lib/text/markdown.js';
import { relativePath } from './relative-path.js';
import { problemsOf, type ReportRow, type RunReport } from './run-report.js';

/** A table of all rows, then each problem with its remedies: of both the first ones, if not all fit. */
export function markdownReport(
  { command, columns, rows, summary, cwd }: RunReport,
  maxBytes = Number.POSITIVE_INFINITY,
): string {
  const problems = problemsOf(rows);
  const head = [
    `### cf-aig ${command}`,
    '',
    prose(summary),
    '',
    tableRow(columns.map(({ title }) => title)),
    `|${columns.map(({ isNumber }) => (isNumber ? '--:' : '---')).join('|')}|`,
  ];
  const parts = [
    ...rows.map(({ cells }) => tableRow(cells)),
    '',
    ...problems.map((row) => problemText(row, cwd).join('\n')),
  ];
  const fitting = firstWithin(parts, maxBytes - Buffer.byteLength([...head, ...CUT].join('\n')));
  return [...head, ...fitting, ...(fitting.length < parts.length ? CUT : [])].join('\n');
}

const CUT = ['', 'The rest does not fit here: the log has it.', ''];

function firstWithin(parts: readonly string[], maxBytes: number): readonly string[] {
  let bytes = 0;
  const end = parts.findIndex((part) => {
    bytes += Buffer.byteLength(part) + 1;
    return bytes > maxBytes;
  });
  return end < 0 ? parts : parts.slice(0, end);
}

function problemText(
  { name, category, cause, title, remedy, evidence, docs, place }: ReportRow,
  cwd: string,
) {
  const where = place && [relativePath(place.file, cwd) ?? place.file, place.line, place.column];
  return [
    `#### ${code(name)}${cause ? `: ${category} · ${cause}` : ''}`,
    '',
    prose(title),
    '',
    ...remedy.map((step) => `- ${prose(step)}`),
    ...(where ? [`- at ${code(where.filter((part) => part !== undefined).join(':'))}`] : []),
    ...(docs ? [`- ${prose(docs)}`] : []),
    '',
    ...(evidence.length ? [...codeBlock(evidence), ''] : []),
  ];
}
