import { describe, expect, test } from '@jest/globals';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { Stage } from './features-setup.js';
import type { Run } from './harness.js';

// With own keys a block has the key of one provider: models of another one get a block of their own.

const MAIN = 'cloudflare-ai-gateway';
const SECOND = `${MAIN}-anthropic`;
const MINI = 'openai/gpt-4o-mini';
const HAIKU = 'anthropic/claude-haiku-4-5';
const WITH_B = ['--provider-key-env', 'B_KEY'];

const stage = Stage.forEachTest();

const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Run> =>
  stage.run([...args, '--json'], {
    PATH: '',
    A_KEY: builtInKey('openai'),
    B_KEY: builtInKey('anthropic'),
    TOKEN: stage.sandbox.token,
    ...env,
  });
const init = (...args: string[]) => run(['init', '--no-input', ...args]);

const PAYMENTS = {
  'own-key': ['--gateway', 'my-gateway', '--token-env', 'TOKEN'],
  'own-key-open': ['--gateway', 'open-gateway'],
};

/** A working setup with the key of OpenAI. */
async function setUp(pay: keyof typeof PAYMENTS = 'own-key', ...args: string[]): Promise<void> {
  const setup = await init(
    ...['--account-id', stage.sandbox.accountId, '--pay', pay, ...PAYMENTS[pay]],
    ...['--model', MINI, '--provider-key-env', 'A_KEY', ...args],
  );
  expect([setup.code, setup.code === 0 ? '' : setup.stdout]).toEqual([0, '']);
}

interface Config {
  models: { providers: Record<string, { headers: Record<string, string>; models: { id: string }[] }> };
  agents: { defaults: { model: { primary: string; fallbacks?: string[] } } };
}

const readConfig = (): Config => JSON.parse(stage.home.read(stage.home.config));
const readPrimary = () => readConfig().agents.defaults.model.primary;
const keyOf = (id: string) => readConfig().models.providers[id]!.headers.Authorization;
const bearer = (variable: string) => `Bearer \${${variable}}`;
const listed = () =>
  Object.fromEntries(
    Object.entries(readConfig().models.providers).map(([id, { models }]) => [id, models.map((m) => m.id)]),
  );
const answers = async (...refs: string[]): Promise<boolean[]> =>
  (await run(['test-model', ...refs])).json().results.map(({ ok }: { ok: boolean }) => ok);

describe('a model of another provider', () => {
  test.each(['own-key', 'own-key-open'] as const)('with %s gets its own block', async (pay) => {
    await setUp(pay);
    const before = readConfig().models.providers[MAIN];
    const args = ['--model', HAIKU, ...WITH_B];
    const second = await init(...args);
    expect([second.code, second.code === 0 ? '' : second.stdout]).toEqual([0, '']);
    const note =
      'cloudflare-ai-gateway has the key of openai and stays unchanged: one key serves one provider, so anthropic gets an entry of its own, cloudflare-ai-gateway-anthropic.';
    expect(second.json().notes).toContain(note);
    expect(second.json().notes.join()).not.toContain('--provider-id');
    expect(readConfig().models.providers[MAIN]).toEqual(before);
    expect(listed()).toEqual({ [MAIN]: [MINI], [SECOND]: [HAIKU] });
    expect(readPrimary()).toBe(`${SECOND}/${HAIKU}`);
    expect(keyOf(SECOND)).toBe(bearer('ANTHROPIC_API_KEY'));
    expect(await answers(`${MAIN}/${MINI}`, `${SECOND}/${HAIKU}`)).toEqual([true, true]);

    const text = stage.home.read(stage.home.config);
    expect((await init(...args)).code).toBe(0);
    const again = await init('--model', HAIKU);
    expect([again.code, again.json().notes.join()]).toEqual([0, expect.not.stringContaining(MAIN)]);
    expect(stage.home.read(stage.home.config)).toBe(text);
  });

  test('and back: the first block is taken again, with its key', async () => {
    await setUp();
    await init('--model', HAIKU, ...WITH_B);
    const { providers } = readConfig().models;
    const back = await init('--model', MINI);
    expect([back.code, back.code === 0 ? '' : back.stdout]).toEqual([0, '']);
    expect(readPrimary()).toBe(`${MAIN}/${MINI}`);
    expect(readConfig().models.providers).toEqual(providers);
  });

  test('--recipe and --keep-primary change nothing of that', async () => {
    await setUp();
    const run = await init('--recipe', 'compat', '--keep-primary', '--model', HAIKU, ...WITH_B);
    expect(run.code).toBe(0);
    expect(listed()).toEqual({ [MAIN]: [MINI], [SECOND]: [HAIKU] });
    expect(readPrimary()).toBe(`${MAIN}/${MINI}`);
    expect(keyOf(MAIN)).toBe(bearer('OPENAI_API_KEY'));
  });

  test('in the block that --provider-id names is refused', async () => {
    await setUp();
    const text = stage.home.read(stage.home.config);
    const refused = await init('--provider-id', MAIN, '--model', HAIKU, ...WITH_B);
    expect(refused.code).toBe(2);
    expect(refused.json().error).toMatchObject({
      message: expect.stringContaining(MINI),
      hint: expect.stringContaining('Leave out --provider-id'),
    });
    expect(stage.home.read(stage.home.config)).toBe(text);
  });

  test('beside one with stored keys leaves that one alone', async () => {
    await init('--account-id', stage.sandbox.accountId, ...PAYMENTS['own-key'], '--model', MINI);
    const before = readConfig().models.providers[MAIN];
    const second = await init('--pay', 'own-key', '--model', HAIKU, ...WITH_B);
    expect(second.code).toBe(0);
    expect(readConfig().models.providers[MAIN]).toEqual(before);
    expect(readPrimary()).toBe(`${SECOND}/${HAIKU}`);
  });

  test('--remove and undo take only the second block', async () => {
    await setUp();
    const before = [stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)];
    await init('--model', HAIKU, ...WITH_B);
    expect((await run(['undo', '--yes'])).code).toBe(0);
    expect([stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)]).toEqual(before);
    await init('--model', HAIKU, ...WITH_B);
    expect((await run(['init', '--remove', '--yes'])).json()).toMatchObject({ removed: SECOND });
    expect([stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)]).toEqual(before);
  });
});

test.each([
  ['two models', ['--model', `${MINI},${HAIKU}`], 2],
  ['a model and a fallback in both lists', ['--model', `${MINI},${HAIKU}`, '--fallback', HAIKU], 0],
])('one key cannot serve two providers: %s', async (_name, args, code) => {
  await setUp();
  const text = stage.home.read(stage.home.config);
  const refused = await run(['init', '--no-input', '--provider-key-env', 'A_KEY', ...args], {
    ANTHROPIC_API_KEY: builtInKey('anthropic'),
  });
  expect(refused.code).toBe(code);
  if (code === 0) return;
  expect(refused.json().error).toMatchObject({
    message: expect.stringMatching(/one provider.*openai, anthropic/),
    hint: expect.stringContaining('for each provider'),
  });
  expect(stage.home.read(stage.home.config)).toBe(text);
});

describe('--add-model of another provider', () => {
  const add = (...args: string[]) => run(['init', '--yes', '--add-model', ...args]);

  test.each(['own-key', 'own-key-open'] as const)('with %s needs its key', async (pay) => {
    await setUp(pay);
    const text = stage.home.read(stage.home.config);
    const refused = await add(HAIKU);
    expect(refused.code).toBe(2);
    expect(refused.json().error.hint).toMatch(/--provider-key-env.*ANTHROPIC_API_KEY/);
    expect(stage.home.read(stage.home.config)).toBe(text);

    const added = await add(HAIKU, ...WITH_B);
    expect(added.json()).toMatchObject({ ok: true, providerId: SECOND });
    expect(listed()).toEqual({ [MAIN]: [MINI], [SECOND]: [HAIKU] });
    expect(readPrimary()).toBe(`${MAIN}/${MINI}`);
    expect(await answers(`${MAIN}/${MINI}`, `${SECOND}/${HAIKU}`)).toEqual([true, true]);

    const after = stage.home.read(stage.home.config);
    expect((await add(HAIKU)).code).toBe(0);
    expect(stage.home.read(stage.home.config)).toBe(after);
    expect((await add('anthropic/claude-sonnet-5')).json()).toMatchObject({ providerId: SECOND });
    expect(listed()[SECOND]).toHaveLength(2);
  });

  test('takes the key that OpenClaw already has, and its block for the first provider', async () => {
    await setUp();
    stage.home.write(
      stage.home.dotenv,
      `${stage.home.read(stage.home.dotenv)}ANTHROPIC_API_KEY=${builtInKey('anthropic')}\n`,
    );
    expect((await add(HAIKU)).json()).toMatchObject({ providerId: SECOND });
    await init('--model', HAIKU);
    expect((await add('openai/gpt-4.1')).json()).toMatchObject({ providerId: MAIN });
  });

  test('with models of both is refused', async () => {
    await setUp();
    const refused = await add('openai/gpt-4.1', HAIKU, ...WITH_B);
    expect(refused.code).toBe(2);
    expect(refused.json().error.hint).toContain('for each provider');
  });
});

describe('--fallback of another provider', () => {
  test('takes its key from the environment, and keeps it for OpenClaw', async () => {
    await setUp();
    const args = ['init', '--no-input', '--model', MINI, '--fallback', HAIKU];
    const set = await run(args, { ANTHROPIC_API_KEY: builtInKey('anthropic') });
    expect([set.code, set.code === 0 ? '' : set.stdout]).toEqual([0, '']);
    expect(stage.home.read(stage.home.dotenv)).toContain(`ANTHROPIC_API_KEY=${builtInKey('anthropic')}\n`);
    expect(set.stdout + set.stderr).not.toContain(builtInKey('anthropic'));
    expect(await answers(`${SECOND}/${HAIKU}`)).toEqual([true]);
    const files = [stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)];
    expect((await run(args)).code).toBe(0);
    expect([stage.home.read(stage.home.config), stage.home.read(stage.home.dotenv)]).toEqual(files);
  });

  test('refuses a key of another provider', async () => {
    await setUp();
    const text = stage.home.read(stage.home.config);
    const args = ['init', '--no-input', '--model', MINI, '--fallback', HAIKU];
    const refused = await run(args, { ANTHROPIC_API_KEY: builtInKey('groq') });
    expect(refused.code).toBe(2);
    expect(refused.json().error.message).toContain('ANTHROPIC_API_KEY');
    expect(stage.home.read(stage.home.config)).toBe(text);
  });

  test('uses the block that has its key', async () => {
    await setUp();
    await init('--model', HAIKU, ...WITH_B);
    const { providers } = readConfig().models;
    expect((await init('--model', HAIKU, '--fallback', MINI)).code).toBe(0);
    expect(readConfig().models.providers).toEqual(providers);
    expect(readConfig().agents.defaults.model.fallbacks).toEqual([`${MAIN}/${MINI}`]);
  });
});
