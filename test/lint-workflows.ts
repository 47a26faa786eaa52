import { execFileSync } from 'node:child_process';

/** What actionlint finds in workflows, by `file:line: message`. */
export function lintWorkflows(workflows: readonly { path: string; text: string }[]): string[] {
  const input = JSON.stringify(workflows);
  const output = execFileSync(process.execPath, ['scripts/lint-workflows.js'], { input, encoding: 'utf8' });
  const found: { file: string; line: number; message: string }[] = JSON.parse(output);
  return found.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
