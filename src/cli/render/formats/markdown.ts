import { code, codeBlock, prose, tableRow } from '../../../lib/text/markdown.js';
import { relativePath } from './relative-path.js';
import { problemsOf, type ReportRow, type RunReport } from './run-report.js';

/** A table of all rows, then each problem with its remedies. */
export function markdownReport({ command, columns, rows, summary, cwd }: RunReport): string {
  const problems = problemsOf(rows);
  return [
    `### cf-aig ${command}`,
    '',
    prose(summary),
    '',
    tableRow(columns.map(({ title }) => title)),
    `|${columns.map(({ isNumber }) => (isNumber ? '--:' : '---')).join('|')}|`,
    ...rows.map(({ cells }) => tableRow(cells)),
    '',
    ...problems.flatMap((row) => problemText(row, cwd)),
  ].join('\n');
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
