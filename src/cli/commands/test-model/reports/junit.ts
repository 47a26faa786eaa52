import { visible } from '../../../../lib/text/visible.js';
import type { ModelRun } from './report.js';

/** JUnit XML, as GitLab, Jenkins and Azure read it: one test case per model. */
export function junitReport({ results, startedAt, elapsedMs }: ModelRun): string {
  const failures = results.filter(({ ok }) => !ok).length;
  const counts = `tests="${results.length}" failures="${failures}" errors="0" skipped="0" time="${toSeconds(elapsedMs)}"`;
  const cases = results.map(({ model, ok, totalMs, category, cause, title, evidence, remedy }) => {
    const open = `    <testcase classname="cf-aig.test-model" name="${escapeXml(model)}" time="${toSeconds(totalMs ?? 0)}"`;
    if (ok) return `${open}/>`;
    const text = [title, '', ...remedy, '', ...evidence].join('\n');
    return [
      `${open}>`,
      `      <failure type="${escapeXml(`${category}.${cause}`)}" message="${escapeXml(title ?? '')}">${escapeXml(text)}</failure>`,
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

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters become visible: XML 1.0 does not allow most of them, and two others. */
function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
