import { escapeMarkup } from '../../../lib/text/markup.js';
import type { ReportRow, RunReport } from './run-report.js';

/** JUnit XML, as GitLab, Jenkins and Azure read it: one test case per row. */
export function junitReport({ command, rows, startedAt, elapsedMs }: RunReport): string {
  const failures = rows.filter(({ isFailure }) => isFailure).length;
  const skipped = rows.filter(({ status }) => status === 'skip').length;
  const counts = `tests="${rows.length}" failures="${failures}" errors="0"`;
  const time = `time="${toSeconds(elapsedMs)}"`;
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cf-aig" ${counts} ${time}>`,
    `  <testsuite name="${command}" timestamp="${startedAt}" ${counts} skipped="${skipped}" ${time}>`,
    ...rows.flatMap((row) => testCase(row, command)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
  // A GitHub runner reads the log for commands: `::name` that begins a line, `##[name]` anywhere.
  return xml.replace(/^(\s*):(?=:)/gm, '$1&#58;').replaceAll('##[', '#&#35;[');
}

function testCase(row: ReportRow, command: string): string[] {
  const { name, status, isFailure, category, cause, title, evidence, remedy, durationMs } = row;
  const open = `    <testcase classname="cf-aig.${command}" name="${escapeMarkup(name)}" time="${toSeconds(durationMs)}"`;
  const text = escapeMarkup([title, '', ...remedy, '', ...evidence].join('\n'));
  const attributes = `type="${escapeMarkup(cause ? `${category}.${cause}` : status)}" message="${escapeMarkup(title)}"`;
  if (isFailure) return [`${open}>`, `      <failure ${attributes}>${text}</failure>`, '    </testcase>'];
  if (status === 'skip')
    return [`${open}>`, `      <skipped message="${escapeMarkup(title)}"/>`, '    </testcase>'];
  // A test case has no warnings.
  if (status === 'warn') return [`${open}>`, `      <system-out>${text}</system-out>`, '    </testcase>'];
  return [`${open}/>`];
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
