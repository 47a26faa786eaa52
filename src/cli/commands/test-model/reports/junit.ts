import { escapeMarkup } from '../../../../lib/text/markup.js';
import type { ModelRun } from './report.js';

/** JUnit XML, as GitLab, Jenkins and Azure read it: one test case per model. */
export function junitReport({ results, startedAt, elapsedMs }: ModelRun): string {
  const failures = results.filter(({ ok }) => !ok).length;
  const counts = `tests="${results.length}" failures="${failures}" errors="0" skipped="0" time="${toSeconds(elapsedMs)}"`;
  const cases = results.map(({ model, ok, totalMs, category, cause, title, evidence, remedy }) => {
    const open = `    <testcase classname="cf-aig.test-model" name="${escapeMarkup(model)}" time="${toSeconds(totalMs ?? 0)}"`;
    if (ok) return `${open}/>`;
    const text = [title, '', ...remedy, '', ...evidence].join('\n');
    return [
      `${open}>`,
      `      <failure type="${escapeMarkup(`${category}.${cause}`)}" message="${escapeMarkup(title ?? '')}">${escapeMarkup(text)}</failure>`,
      '    </testcase>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cf-aig" ${counts}>`,
    `  <testsuite name="test-model" timestamp="${startedAt}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function toSeconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
