import { statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { runCommand } from '../../../src/openclaw/machine/run-command.js';
import { makeTempFolder } from '../../temp-folder.js';

const env = { PATH: process.env.PATH };
const node = (script: string, timeoutMs = 8000) =>
  runCommand(process.execPath, ['-e', script], { env, timeoutMs });

test('what it prints, whatever its exit code', async () => {
  expect(await node('console.log("yes"); console.error("no"); process.exitCode = 1')).toEqual({
    stdout: 'yes\n',
    stderr: 'no\n',
  });
});

test('nothing to start', async () => {
  expect(await runCommand('/nonexistent/openclaw', [], { env, timeoutMs: 8000 })).toEqual({
    stdout: '',
    stderr: '',
    failure: 'ENOENT',
  });
});

test('it is killed in time, with the processes that it has started', async () => {
  const file = join(makeTempFolder('run '), 'alive');
  const child = `setInterval(() => require('node:fs').appendFileSync(${JSON.stringify(file)}, '.'), 20)`;
  const { stdout, failure } = await node(
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
     console.log('started'); setInterval(() => {}, 1000)`,
    1000,
  );
  expect({ stdout, failure }).toEqual({ stdout: 'started\n', failure: 'timed out' });
  const size = statSync(file).size;
  expect(size).toBeGreaterThan(0);
  await setTimeout(200);
  expect(statSync(file).size).toBe(size);
});

test('a program of the current folder is not started, not even by a program that is', async () => {
  const folder = makeTempFolder('run ');
  const relativePart = relative(process.cwd(), folder);
  for (const name of ['tool', 'node'])
    writeFileSync(join(folder, name), '#!/bin/sh\necho planted\n', { mode: 0o755 });
  const planted = { PATH: `${relativePart}:${process.env.PATH}` };
  expect(await runCommand('tool', [], { env: { PATH: relativePart }, timeoutMs: 8000 })).toEqual({
    stdout: '',
    stderr: '',
    failure: 'ENOENT',
  });
  const started = await runCommand('sh', ['-c', 'tool; node -p 1+1'], { env: planted, timeoutMs: 8000 });
  expect(started.stdout).toBe('2\n');
});
