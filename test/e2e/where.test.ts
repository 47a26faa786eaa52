import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { builtProgram } from './built.js';

// The published program is minified: `npm run where` leads from the trace of a bug report back to src/.

const node = (args: string[], input = '') =>
  execFileSync(process.execPath, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });

function lineOf(file: string, code: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(code)) + 1;
}

test('the frames of a stack trace become places in src/, wherever the program was; everything else stays', () => {
  builtProgram();
  const thrown = `try { require('./dist/library.cjs').explain(5); } catch ({ stack }) { console.log(stack); }`;
  const trace = node(['-e', thrown]);
  const moved = trace.replaceAll(/\(.*[\\/]dist[\\/]/g, '(C:\\Program Files (x86)\\cf aig\\dist\\');
  const input = [trace, moved, JSON.stringify(moved)].join('\f');
  const [found = '', onWindows, inJson = ''] = node(['scripts/where.js'], input).split('\f');
  expect([onWindows, JSON.parse(inJson)]).toEqual([found, found]);

  const lines = found.split('\n');
  const place = (file: string, code: string) => `${file}:${lineOf(file, code)}:`;
  expect(lines[0]).toBe('TypeError: text: expected a string, got a number');
  expect(lines[1]).toContain(`(${place('src/library/check-input.ts', 'throw new TypeError')}`);
  expect(lines[2]).toContain(`(${place('src/library/check-input.ts', `check(typeof text === 'string'`)}`);
  expect(lines[3]).toContain(`(${place('src/library/library.ts', '  checkText(text);')}`);
  expect(lines.slice(4)).toEqual(trace.split('\n').slice(4));
});
