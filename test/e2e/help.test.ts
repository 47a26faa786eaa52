import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { builtProgram } from './built.js';
import { cfAig, Home, runInProcess } from './harness.js';

/** They run until they are stopped, or for long. */
const LONG = ['sandbox', 'demo', 'logs'];
const UNAUTHORIZED = '{"success":false,"errors":[{"code":2009,"message":"Unauthorized"}]}';
const posix = process.platform === 'win32' ? test.skip : test;

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const home = new Home();
let sandbox: Sandbox;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  const program = join(home.path, 'bin', 'cf-aig');
  home.write(program, `#!/bin/sh\nexec "${process.execPath}" "${builtProgram()}" "$@"\n`);
  chmodSync(program, 0o755);
  // What an example needs from other programs.
  home.write(join(home.path, 'bin', 'openclaw'), `#!/bin/sh\necho '${UNAUTHORIZED}'\n`);
  chmodSync(join(home.path, 'bin', 'openclaw'), 0o755);
  env = {
    HOME: home.path,
    PATH: `${join(home.path, 'bin')}:${process.env.PATH}`,
    CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    CLOUDFLARE_ACCOUNT_ID: sandbox.accountId,
    CLOUDFLARE_AI_GATEWAY_ID: sandbox.gateway,
    CLOUDFLARE_AI_GATEWAY_API_KEY: sandbox.token,
    // Of another client.
    GATEWAY: `${sandbox.gatewayOrigin}/v1/${sandbox.accountId}/${sandbox.gateway}`,
    CF_AIG_TOKEN: sandbox.token,
  };
  await cfAig(['init', '--model', 'openai/gpt-4o-mini', '--no-input', '--no-check'], { env });
});
afterAll(async () => {
  await sandbox.close();
  home.remove();
});

/** The last example of the help, as it is pasted. */
function lastExample(help: string): string | undefined {
  return help
    .trimEnd()
    .split(/\n {2}\$ /)
    .slice(1)
    .at(-1);
}

/** By command; '' is that of the program. */
async function helpOfAll(COLUMNS: string): Promise<Map<string, string>> {
  const { stdout } = await runInProcess(['--help'], { env: { COLUMNS } });
  const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name]) => name!);
  const helps = await Promise.all(
    commands
      .filter((one) => one !== 'help')
      .map(async (name) => {
        const help = await runInProcess([name, '--help'], { env: { COLUMNS } });
        return [name, help.stdout] as const;
      }),
  );
  return new Map([['', stdout], ...helps]);
}

test.each(['60', '80'])('the help fits a terminal of %s columns', async (columns) => {
  const lines = [...(await helpOfAll(columns)).values()].join('').split('\n');
  expect(lines.filter((line) => line.length > Number(columns))).toEqual([]);
});

test.each(['20', '37', '60', '80', '97', '300'])(
  'the help that the build keeps is that of the program, in %s columns',
  async (COLUMNS) => {
    const kept = await cfAig(['--help'], { env: { COLUMNS } });
    const { stdout } = await runInProcess(['--help'], { env: { COLUMNS } });
    expect(kept).toEqual({ code: 0, stdout, stderr: '', json: expect.anything() });
  },
);

test.each(['-h', 'help'])('%s is --help', async (word) => {
  expect((await cfAig([word])).stdout).toBe((await cfAig(['--help'])).stdout);
});

test.each(['--version', '-V'])('%s', async (flag) => {
  expect((await cfAig([flag])).stdout).toBe(`${version}\n`);
});

test('the commands stand in groups, each in one line', async () => {
  const text = (await helpOfAll('60')).get('')!;
  const commands = text.slice(text.indexOf('Start here:'), text.indexOf('\nExit codes:'));
  expect(commands).toMatchSnapshot();
});

test('the most used options come first, those of every command last', async () => {
  for (const [command, text] of await helpOfAll('80')) {
    const groups = [...text.matchAll(/^(\S.*):\n((?: +\S.*\n)+)/gm)].map(([, heading, lines = '']) => ({
      heading,
      options: lines.match(/^ {2}-/gm)?.length ?? 0,
    }));
    const withOptions = groups.filter(({ options }) => options > 0);
    if (command === '') continue;
    expect([command, withOptions.at(-1)?.heading]).toEqual([command, 'Common options']);
    const first = withOptions.find(({ heading }) => heading === 'Options');
    if (first) expect([command, withOptions[0]]).toEqual([command, first]);
    expect(first?.options ?? 0).toBeLessThanOrEqual(6);
  }
});

posix(
  'the help of every command ends with an example that works when pasted',
  async () => {
    const { stdout } = await cfAig(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]+)/gm)].map(([, name]) => name!);
    const failures: string[] = [];
    for (const name of commands.filter((one) => one !== 'help')) {
      const help = await cfAig([name, '--help']);
      const example = lastExample(help.stdout) ?? '';
      if (help.code !== 0 || !example.includes(`cf-aig ${name}`)) failures.push(`${name}: no example`);
      else if (!LONG.includes(name)) {
        // A status other than 0 rejects.
        await promisify(execFile)('bash', ['--norc', '-o', 'pipefail', '-c', example], {
          env,
          cwd: home.path,
        }).catch((error: Error) => failures.push(`${name}: ${error.message}`));
      }
    }
    expect(commands.length).toBeGreaterThan(8);
    expect(failures).toEqual([]);
  },
  60_000,
);
