import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Home, runInProcess } from './harness.js';
import { lay, TOKEN } from './setups.js';

let home: Home;
beforeEach(() => {
  home = lay({});
});
afterEach(() => home.remove());

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runInProcess(args, { env: { HOME: home.path, ...env }, input: TOKEN });

const INIT = [
  ...[
    'init',
    '--no-input',
    '--token-stdin',
    '--no-check',
    '--account-id',
    '0123456789abcdef0123456789abcdef',
  ],
  ...['--gateway', 'my-gateway', '--model', 'openai/gpt-4o-mini'],
];

describe('names that cannot be right are wrong usage', () => {
  test.each<[string, string[]]>([
    ['a profile that leaves the home', ['doctor', '--offline', '--profile', '../evil']],
    ['an empty profile', ['doctor', '--offline', '--profile', '']],
    ['a profile with a space', ['status', '--profile', 'my work']],
    ['an empty model', ['test-model', '']],
    ['a model of blanks', ['test-model', ' ']],
    ['only the provider id', ['test-model', 'cloudflare-ai-gateway/']],
  ])('%s', async (_title, args) => {
    expect((await run(args)).code).toBe(2);
  });

  test('a profile as OpenClaw has them is none', async () => {
    const { code, stderr } = await run(['doctor', '--offline', '--profile', 'Work_2-b']);
    expect({ code, stderr }).toEqual({ code: 10, stderr: '' });
  });
});

describe('no text for people has a code of the system or a gap in it', () => {
  const said = ({ stdout, stderr }: { stdout: string; stderr: string }) =>
    `${stdout}${stderr}`.replace(/\s+/g, ' ');

  test('a config that is a list', async () => {
    home.write(home.config, '[]');
    const text = said(await run(['doctor', '--offline']));
    expect(text).toContain('config-wrong-type');
    expect(text).not.toMatch(/<line>|<column>/);
  });

  test.each<[string, () => void]>([
    ['a directory', () => mkdirSync(home.dotenv)],
    ['a dangling link', () => symlinkSync('/nowhere/at/all', home.dotenv)],
  ])('.env is %s', async (_title, make) => {
    home.remove();
    mkdirSync(dirname(home.dotenv), { recursive: true });
    make();
    const done = await run(INIT);
    expect(done.code).toBe(10);
    expect(said(done)).toContain('init --print');
    expect(said(done)).not.toMatch(/was printed|ENOENT|EISDIR/);
  });

  test('a home that nothing can be written to', async () => {
    const done = await run(INIT, { HOME: '/proc/none' });
    expect(done.code).toBe(10);
    expect(said(done)).toContain('its folder does not exist and cannot be created');
    expect(said(done)).not.toMatch(/ENOENT|is a link/);
  });
});

test('without any model doctor does not say that all is well, and --fix says that it cannot choose one', async () => {
  home.remove();
  home = lay({ block: { models: [] }, primary: null, config: undefined });
  const { stdout, stderr, code } = await run(['doctor', '--offline', '--fix', '--yes']);
  expect(stdout).toContain('No default model is set.');
  expect(stdout).not.toContain('all well');
  expect(stderr).toContain('model-primary-missing is not fixed: only you know');
  expect(stderr).toContain('models-empty is not fixed: no default model is set');
  expect(code).toBe(0);
  const tested = (await run(['test-model', '--json'])).json();
  expect(tested.error.cause).toBe('model-primary-missing');
});
