import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { Home, type Run, runInProcess } from './harness.js';

// A fallback of another provider: in a block of its own, which every command knows.

const MAIN = 'cloudflare-ai-gateway';
const SECOND = `${MAIN}-anthropic`;
const FALLBACK = `${SECOND}/anthropic/claude-haiku-4-5`;

let sandbox: Sandbox;
let home: Home;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  home = new Home();
});
afterEach(async () => {
  home.remove();
  await sandbox.close();
});

const run = (...args: string[]): Promise<Run> =>
  runInProcess([...args, '--json'], {
    env: {
      HOME: home.path,
      PATH: '',
      CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
      CF_AIG_SANDBOX_TOKEN: sandbox.token,
    },
  });

const init = (...args: string[]): Promise<Run> =>
  run(
    ...['init', '--account-id', sandbox.accountId, '--gateway', 'my-gateway', '--token-env'],
    ...['CF_AIG_SANDBOX_TOKEN', '--no-input', '--model', 'openai/gpt-4o-mini', ...args],
  );

test('init, status, doctor, test-model and --remove know both blocks', async () => {
  const set = await init('--fallback', 'anthropic/claude-haiku-4-5');
  expect(set.json()).toMatchObject({ ok: true, doctor: { verdict: null } });
  expect(set.json().notes).toEqual([expect.stringContaining(SECOND)]);

  const status = (await run('status')).json();
  expect(status.fallbacks).toEqual([FALLBACK]);
  expect(status.blocks.map(({ id }: { id: string }) => id)).toEqual([MAIN, SECOND]);

  const { findings } = (await run('doctor')).json();
  expect(findings.filter(({ status: s }: { status: string }) => s === 'fail' || s === 'warn')).toEqual([]);
  const offered = findings.find(({ check }: { check: string }) => check === 'models-offered');
  expect(offered.title).toContain('all 2 models');

  const tested = (await run('test-model', FALLBACK)).json();
  expect(tested.results).toMatchObject([{ model: 'anthropic/claude-haiku-4-5', ok: true }]);
  expect((await run('test-model', '--all')).json().results).toHaveLength(2);

  const text = home.read(home.config);
  const again = await init('--fallback', 'anthropic/claude-haiku-4-5');
  expect(again.json().changes.map(({ action }: { action: string }) => action)).toEqual(['none', 'none']);
  expect(home.read(home.config)).toBe(text);
  await run('init', '--add-model', 'openai/gpt-4.1', '--yes');
  const { providers } = JSON.parse(home.read(home.config)).models;
  expect(providers[MAIN].models).toHaveLength(2);
  expect(providers[SECOND].models).toHaveLength(1);

  const removed = await run('init', '--remove', '--yes');
  expect(removed.json()).toMatchObject({ removed: MAIN, blocks: [MAIN, SECOND] });
  expect(() => home.read(home.config)).toThrow('ENOENT');
});

test('a misspelt fallback is found in the gateway’s list, with its own ref', async () => {
  const set = await init('--fallback', 'anthropic/claude-haiku-4-6');
  const found = set.json().doctor.findings.find(({ check }: { check: string }) => check === 'models-offered');
  expect(found).toMatchObject({ status: 'warn' });
  expect(JSON.stringify(found)).toContain('claude-haiku-4-6');
});

test('a bare name is that of its own provider', async () => {
  await init('--fallback', 'claude-haiku-4-5');
  expect(home.read(home.config)).toContain(FALLBACK);
});

test('with own keys and none of the fallback’s provider, nothing is written', async () => {
  const set = await runInProcess(
    [
      ...['init', '--account-id', sandbox.accountId, '--gateway', 'my-gateway', '--no-input', '--json'],
      ...['--token-env', 'CF_AIG_SANDBOX_TOKEN', '--pay', 'own-key', '--provider-key-env', 'OPENAI_API_KEY'],
      ...['--model', 'openai/gpt-4o-mini', '--fallback', 'anthropic/claude-haiku-4-5'],
    ],
    {
      env: {
        HOME: home.path,
        PATH: '',
        CF_AIG_SANDBOX_TOKEN: sandbox.token,
        OPENAI_API_KEY: 'sk-fakeFAKEfakeFAKEfakeFAKE000000',
      },
    },
  );
  expect(set.code).toBe(2);
  expect(set.json().error.message).toContain('ANTHROPIC_API_KEY is not set');
  expect(() => home.read(home.config)).toThrow('ENOENT');
});
