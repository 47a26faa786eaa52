import { afterEach, expect, test } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';
import { Stage } from './features-setup.js';

const WORK = 'cloudflare-ai-gateway-work';
const USUAL = 'cloudflare-ai-gateway';
let stage: Stage;
afterEach(() => stage.close());

interface Config {
  models: { providers: Record<string, { models: { id: string }[]; apiKey: unknown }> };
  agents: { defaults: { model: { primary: string } } };
}

const readConfig = (): Config => JSON.parse(stage.home.read(stage.home.config));

/** Two blocks on one gateway, each with a variable of its own for the token. */
async function openTwo(tokens: { usual: string; work: string }): Promise<void> {
  stage = await Stage.open();
  const config = readConfig();
  const usual = config.models.providers[USUAL]!;
  usual.apiKey = { source: 'env', provider: 'default', id: 'USUAL_TOKEN' };
  config.models.providers[WORK] = {
    ...usual,
    apiKey: { source: 'env', provider: 'default', id: 'WORK_TOKEN' },
    models: [{ id: 'openai/gpt-4.1' }],
  };
  config.agents.defaults.model.primary = `${WORK}/openai/gpt-4.1`;
  stage.home.write(stage.home.config, JSON.stringify(config, null, 2));
  stage.home.write(stage.home.dotenv, `USUAL_TOKEN=${tokens.usual}\nWORK_TOKEN=${tokens.work}\n`);
}

test('each block is judged by its own token, though they share a gateway', async () => {
  await openTwo({ usual: SANDBOX_TOKENS.expired.value, work: SANDBOX_TOKENS.disabled.value });
  const run = await stage.run(['test-model', '--all', '--json']);
  const causes = run.json().results.map(({ cause }: { cause: string }) => cause);
  expect(causes).toEqual(['token-expired', 'token-disabled']);
});

test('doctor and --add-model mean the block of the primary model', async () => {
  const { value } = SANDBOX_TOKENS.good;
  await openTwo({ usual: value, work: value });
  const doctor = await stage.run(['doctor', '--json']);
  const [block] = doctor.json().findings.filter(({ check }: { check: string }) => check === 'provider-block');
  expect(block.title).toContain(WORK);

  const added = await stage.run(['init', '--add-model', 'openai/gpt-4o', '--yes', '--json']);
  expect(added.json()).toMatchObject({ providerId: WORK });
  expect(readConfig().models.providers[WORK]!.models.map(({ id }) => id)).toContain('openai/gpt-4o');
});

test('--remove means the block of the primary model', async () => {
  const { value } = SANDBOX_TOKENS.good;
  await openTwo({ usual: value, work: value });
  const removed = await stage.run(['init', '--remove', '--yes', '--json']);
  expect(removed.json()).toMatchObject({ removed: WORK });
  expect(Object.keys(readConfig().models.providers)).toEqual([USUAL]);
});

test('what is changed is never guessed: several blocks, and none is the primary model’s', async () => {
  const { value } = SANDBOX_TOKENS.good;
  await openTwo({ usual: value, work: value });
  const config = readConfig();
  config.models.providers = { one: config.models.providers[USUAL]!, two: config.models.providers[WORK]! };
  config.agents.defaults.model.primary = 'openai/gpt-4o';
  stage.home.write(stage.home.config, JSON.stringify(config, null, 2));
  const run = await stage.run(['init', '--remove', '--yes', '--json']);
  expect(run.code).toBe(2);
  expect(run.json().error).toMatchObject({ hint: 'Choose one with --provider-id: one, two.' });
});

test('--verbose shows the exchanges by which a token’s refusal was understood', async () => {
  stage = await Stage.open({ token: SANDBOX_TOKENS.expired.value });
  const run = await stage.run(['test-model', '--verbose', '--json']);
  expect(run.json().verdict).toMatchObject({ cause: 'token-expired' });
  expect(run.stderr).toContain('/user/tokens/verify');
});
