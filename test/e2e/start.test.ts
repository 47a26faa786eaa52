import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Stage } from './features-setup.js';
import { Home, runInProcess } from './harness.js';

/** `cf-aig` without a command. */
const start = (home: Home, args: string[] = [], COLUMNS = '60') =>
  runInProcess(args, { env: { HOME: home.path, COLUMNS } });

describe('tells where to start by what is there', () => {
  const empty = new Home();
  const other = new Home();
  const broken = new Home();
  let stage: Stage;
  beforeAll(async () => {
    other.write(other.config, '{ agents: { defaults: { model: { primary: "ollama/llama3" } } } }');
    broken.write(broken.config, '{ agents: ');
    stage = await Stage.open();
  });
  afterAll(async () => {
    for (const home of [empty, other, broken]) home.remove();
    await stage.close();
  });

  test.each([
    ['no config', empty],
    ['a config without a gateway', other],
  ])('%s: init', async (_name, home) => {
    expect(await start(home)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: `OpenClaw does not use Cloudflare AI Gateway yet.
A few questions set it up; nothing is written before you
have seen it.

Start here:   cf-aig init
All commands: cf-aig --help
`,
    });
    expect((await start(home, ['--json'])).json()).toMatchObject({
      command: null,
      ok: true,
      exitCode: 0,
      state: 'not-set-up',
      next: 'cf-aig init',
    });
  });

  test('a config that is broken: doctor', async () => {
    const { code, stdout } = await start(broken);
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      '✖ ~/.openclaw/openclaw.json is not valid JSON5: see line 1,',
    ]);
    expect(stdout).toContain('Check it:     cf-aig doctor\n');
    expect((await start(broken, ['--json'])).json()).toMatchObject({
      ok: true,
      state: 'broken-config',
      next: 'cf-aig doctor',
      problem: { cause: 'config-syntax' },
    });
  });

  test('a setup: three lines of it, without a request', async () => {
    const { length } = stage.sandbox.requests;
    const { code, stdout } = await start(stage.home);
    expect(code).toBe(0);
    expect(stdout).toBe(`Model       cloudflare-ai-gateway/openai/gpt-4o-mini
Gateway     my-gateway, account …cdef
Who pays    Cloudflare; key from ~/.openclaw/.env:1

Check it:     cf-aig doctor
All commands: cf-aig --help
`);
    expect((await start(stage.home, ['--json', '--no-color'])).json()).toMatchObject({
      state: 'set-up',
      next: 'cf-aig doctor',
      primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini',
      block: { gateway: 'my-gateway' },
    });
    expect(stage.sandbox.requests).toHaveLength(length);
  });
});
