import { describe, expect, test } from '@jest/globals';
import { Stage } from './features-setup.js';
import type { Run } from './harness.js';

// A fallback of another provider: in a block of its own, which every command knows.

const MAIN = 'cloudflare-ai-gateway';
const SECOND = `${MAIN}-anthropic`;
const FALLBACK = `${SECOND}/anthropic/claude-haiku-4-5`;

const stage = Stage.forEachTest();

const run = (...args: string[]): Promise<Run> =>
  stage.run([...args, '--json'], {
    PATH: '',
    CF_AIG_SANDBOX_TOKEN: stage.sandbox.token,
  });

const init = (...args: string[]): Promise<Run> =>
  run(
    ...['init', '--account-id', stage.sandbox.accountId, '--gateway', 'my-gateway', '--token-env'],
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

  const text = stage.home.read(stage.home.config);
  const again = await init('--fallback', 'anthropic/claude-haiku-4-5');
  expect(again.json().changes.map(({ action }: { action: string }) => action)).toEqual(['none', 'none']);
  expect(stage.home.read(stage.home.config)).toBe(text);
  await run('init', '--add-model', 'openai/gpt-4.1', '--yes');
  const { providers } = JSON.parse(stage.home.read(stage.home.config)).models;
  expect(providers[MAIN].models).toHaveLength(2);
  expect(providers[SECOND].models).toHaveLength(1);

  const removed = await run('init', '--remove', '--yes');
  expect(removed.json()).toMatchObject({ removed: MAIN, blocks: [MAIN, SECOND] });
  expect(() => stage.home.read(stage.home.config)).toThrow('ENOENT');
});

test('a misspelt fallback is found in the gateway’s list, with its own ref', async () => {
  const set = await init('--fallback', 'anthropic/claude-haiku-4-6');
  const found = set.json().doctor.findings.find(({ check }: { check: string }) => check === 'models-offered');
  expect(found).toMatchObject({ status: 'warn' });
  expect(JSON.stringify(found)).toContain('claude-haiku-4-6');
});

test('a bare name is that of its own provider', async () => {
  await init('--fallback', 'claude-haiku-4-5');
  expect(stage.home.read(stage.home.config)).toContain(FALLBACK);
});

describe('with own keys', () => {
  const OPENAI = 'sk-fakeFAKEfakeFAKEfakeFAKE000000';
  const ANTHROPIC = 'sk-ant-fakeFAKEfakeFAKEfakeFAKE00';
  const own = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    stage.run(
      [
        ...[
          'init',
          '--account-id',
          stage.sandbox.accountId,
          '--gateway',
          'my-gateway',
          '--no-input',
          '--json',
        ],
        ...['--token-env', 'CF_AIG_SANDBOX_TOKEN', '--pay', 'own-key', '--no-check'],
        ...['--model', 'openai/gpt-4o-mini', '--provider-key-env', 'OPENAI_API_KEY', ...args],
      ],
      { PATH: '', CF_AIG_SANDBOX_TOKEN: stage.sandbox.token, OPENAI_API_KEY: OPENAI, ...env },
    );

  test('and none of the fallback’s provider, nothing is written', async () => {
    const set = await own({}, '--fallback', 'anthropic/claude-haiku-4-5');
    expect(set.code).toBe(2);
    expect(set.json().error.message).toContain('ANTHROPIC_API_KEY is not set');
    expect(() => stage.home.read(stage.home.config)).toThrow('ENOENT');
  });

  test('a key that is only exported gets into .env, for OpenClaw’s gateway', async () => {
    const env = { ANTHROPIC_API_KEY: ANTHROPIC };
    const set = await own(env, '--fallback', 'anthropic/claude-haiku-4-5');
    expect(set.code).toBe(0);
    expect(stage.home.read(stage.home.dotenv)).toContain(`ANTHROPIC_API_KEY=${ANTHROPIC}\n`);
    await run('init', '--remove', '--yes');
    expect(() => stage.home.read(stage.home.dotenv)).toThrow('ENOENT');
  });

  test('so does that of the embeddings', async () => {
    const args = ['--recipe', 'anthropic', '--model', 'claude-sonnet-5', '--memory-search'];
    const set = await stage.run(
      [
        ...[
          'init',
          '--account-id',
          stage.sandbox.accountId,
          '--gateway',
          'my-gateway',
          '--no-input',
          '--no-check',
        ],
        ...['--token-env', 'CF_AIG_SANDBOX_TOKEN', '--pay', 'own-key'],
        ...['--provider-key-env', 'ANTHROPIC_API_KEY', ...args],
      ],
      {
        PATH: '',
        CF_AIG_SANDBOX_TOKEN: stage.sandbox.token,
        OPENAI_API_KEY: OPENAI,
        ANTHROPIC_API_KEY: ANTHROPIC,
      },
    );
    expect(set.code).toBe(0);
    expect(stage.home.read(stage.home.dotenv)).toContain(`OPENAI_API_KEY=${OPENAI}\n`);
  });

  test('a key in .env stays as it is there', async () => {
    stage.home.write(stage.home.dotenv, 'ANTHROPIC_API_KEY=sk-ant-another-FAKEfake\n');
    await own({ ANTHROPIC_API_KEY: ANTHROPIC }, '--fallback', 'anthropic/claude-haiku-4-5');
    expect(stage.home.read(stage.home.dotenv)).toContain('ANTHROPIC_API_KEY=sk-ant-another-FAKEfake\n');
  });

  test('the block of a fallback keeps a variable with a name of the user’s own', async () => {
    await own({ ANTHROPIC_API_KEY: ANTHROPIC }, '--fallback', 'anthropic/claude-haiku-4-5');
    for (const file of [stage.home.config, stage.home.dotenv])
      stage.home.write(file, stage.home.read(file).replaceAll('ANTHROPIC_API_KEY', 'MY_CLAUDE_KEY'));
    const text = stage.home.read(stage.home.config);
    const again = await own({}, '--fallback', 'anthropic/claude-haiku-4-5');
    expect(again.code).toBe(0);
    expect(stage.home.read(stage.home.config)).toBe(text);
  });
});
