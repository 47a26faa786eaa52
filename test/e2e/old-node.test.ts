import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { transform } from 'esbuild';
import { builtProgram } from './built.js';

const PROGRAM = 'bin/cf-aig.js';

/** The program on a Node that says it is of another version. */
function runOn(version: string) {
  builtProgram();
  const code = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./${PROGRAM}');`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each(['0.12.18', '4.9.1', '18.20.8', '20.9.0', '20.18.0'])(
  'Node %s is told what it lacks',
  (version) => {
    expect(runOn(version)).toEqual({
      status: 1,
      stdout: '',
      stderr: `cf-aig needs Node 20.18.1 or newer; this is ${version}.
Install a newer Node (https://nodejs.org/en/download) and run the same command again.\n`,
    });
  },
);

test.each(['20.18.1', '20.19.0', '22.0.0', '100.0.0'])('Node %s runs the program', (version) => {
  expect(runOn(version).stderr).not.toContain('needs Node');
});

test('it can be read by every Node: its syntax is that of 2009', async () => {
  const code = readFileSync(PROGRAM, 'utf8');
  const as = async (target: string) => (await transform(code, { target })).code;
  // esbuild prints it anew, without the commas after the last argument.
  expect(await as('es5')).toBe(await as('esnext'));
  expect(code).not.toMatch(/,\s*\)/);
});
