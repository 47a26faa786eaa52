import { beforeEach, describe, expect, test } from '@jest/globals';
import { Stage } from './features-setup.js';
import type { Run } from './harness.js';

// Which block and which route `init` writes when the config has a block of another route.

const OURS = 'cloudflare-ai-gateway';
const OTHER = 'cf-gw';
const REF = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const BEARER = 'Bearer $' + '{CLOUDFLARE_AI_GATEWAY_API_KEY}';

interface Route {
  path: string;
  api: string;
  model: string;
  headers?: Record<string, string>;
}

const ROUTES: Record<string, Route> = {
  compat: { path: 'compat', api: 'openai-completions', model: 'openai/gpt-4o-mini' },
  openai: { path: 'openai', api: 'openai-responses', model: 'gpt-4o-mini' },
  anthropic: {
    path: 'anthropic',
    api: 'anthropic-messages',
    model: 'claude-haiku-4-5',
    headers: { 'cf-aig-authorization': BEARER, 'x-api-key': '' },
  },
  google: { path: 'google-ai-studio/v1beta', api: 'google-generative-ai', model: 'gemini-2.5-flash' },
  'workers-ai': {
    path: 'workers-ai/v1',
    api: 'openai-completions',
    model: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    headers: { Authorization: BEARER, 'cf-aig-authorization': BEARER },
  },
};

const stage = Stage.forEachTest();

interface Config {
  models: { providers: Record<string, { baseUrl: string; models: { id: string }[] }> };
  agents: { defaults: { model: { primary: string } } };
}

const readConfig = (): Config => JSON.parse(stage.home.read(stage.home.config));

/** A working setup of one block. */
function setUp(name: string, id: string): string {
  const { path, api, model, headers } = ROUTES[name]!;
  const block = {
    auth: 'api-key',
    apiKey: REF,
    baseUrl: `${stage.sandbox.gatewayOrigin}/v1/${stage.sandbox.accountId}/my-gateway/${path}`,
    api,
    headers,
    models: [{ id: model, name: 'mine' }],
  };
  const config = {
    models: { mode: 'merge', providers: { [id]: block } },
    agents: { defaults: { model: { primary: `${id}/${model}` } } },
    plugins: { entries: { [OURS]: { enabled: false } } },
  };
  stage.home.write(stage.home.config, JSON.stringify(config, null, 2));
  stage.home.write(stage.home.dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=${stage.sandbox.token}\n`);
  return block.baseUrl;
}

const init = (...args: string[]): Promise<Run> =>
  stage.run(['init', '--no-input', '--json', ...args], { PATH: '' });

describe('the route comes from the model', () => {
  test.each<[string, string, string[], string, RegExp]>([
    // the old block's route and id, the models asked for, the new primary, the route of its block
    ['workers-ai', OTHER, ['openai/gpt-4o-mini'], `${OURS}/openai/gpt-4o-mini`, /\/compat$/],
    ['anthropic', OTHER, ['gpt-4o-mini'], `${OURS}/openai/gpt-4o-mini`, /\/compat$/],
    ['openai', OTHER, ['anthropic/claude-haiku-4-5'], `${OURS}/anthropic/claude-haiku-4-5`, /\/compat$/],
    ['google', OTHER, ['openai/gpt-4o-mini'], `${OURS}/openai/gpt-4o-mini`, /\/compat$/],
    ['compat', OTHER, ['anthropic/claude-haiku-4-5'], `${OURS}/anthropic/claude-haiku-4-5`, /\/compat$/],
    ['anthropic', OTHER, ['anthropic/claude-haiku-4-5'], `${OURS}/claude-haiku-4-5`, /\/anthropic$/],
    [
      'workers-ai',
      OTHER,
      ['@cf/meta/llama-3.1-8b-instruct', 'openai/gpt-4o-mini'],
      `${OURS}/workers-ai/@cf/meta/llama-3.1-8b-instruct`,
      /\/compat$/,
    ],
    ['workers-ai', OURS, ['openai/gpt-4o-mini'], `${OURS}-compat/openai/gpt-4o-mini`, /\/compat$/],
    ['anthropic', OURS, ['openai/gpt-4o-mini'], `${OURS}-compat/openai/gpt-4o-mini`, /\/compat$/],
    ['anthropic', OURS, ['claude-haiku-4-5'], `${OURS}/claude-haiku-4-5`, /\/anthropic$/],
    ['openai', OURS, ['openai/gpt-4.1'], `${OURS}/gpt-4.1`, /\/openai$/],
    ['compat', OURS, ['claude-haiku-4-5'], `${OURS}/anthropic/claude-haiku-4-5`, /\/compat$/],
  ])('%s under %s, %j', async (route, id, models, primary, address) => {
    const before = setUp(route, id);
    const args = models.flatMap((model) => ['--model', model]);
    const { code, stdout } = await init(...args);
    expect([code, code === 0 ? '' : stdout]).toEqual([0, '']);
    const { models: after, agents } = readConfig();
    expect(agents.defaults.model.primary).toBe(primary);
    expect(after.providers[primary.slice(0, primary.indexOf('/'))]!.baseUrl).toMatch(address);
    expect(after.providers[id]!.baseUrl).toBe(before);
    expect(after.providers[id]!.models[0]!.id).toBe(ROUTES[route]!.model);
    const text = stage.home.read(stage.home.config);
    expect((await init(...args)).code).toBe(0);
    expect(stage.home.read(stage.home.config)).toBe(text);
  });

  test('without --model, the block of the primary model stays in use', async () => {
    setUp('compat', OTHER);
    const run = await init('--header', 'cf-aig-cache-ttl=60', '--fallback', 'anthropic/claude-haiku-4-5');
    expect(run.code).toBe(0);
    const { models, agents } = readConfig();
    expect(Object.keys(models.providers)).toEqual([OTHER, `${OTHER}-anthropic`]);
    expect(agents.defaults.model.primary).toBe(`${OTHER}/${ROUTES.compat!.model}`);
  });

  test.each([
    ['the recipe', ['--recipe', 'workers-ai', '--model', 'openai/gpt-4o-mini'], '--recipe compat'],
    ['one of several', ['--recipe', 'anthropic', '--model', 'claude-haiku-4-5,gpt-4o'], '--recipe compat'],
    ['the block', ['--provider-id', OTHER, '--model', 'openai/gpt-4o-mini'], 'Leave out --provider-id'],
  ])('a request that contradicts itself, by %s, writes nothing', async (_name, args, hint) => {
    setUp('workers-ai', OTHER);
    const text = stage.home.read(stage.home.config);
    const run = await init(...args);
    expect(run.code).toBe(2);
    expect(run.json().error.hint).toContain(hint);
    expect(stage.home.read(stage.home.config)).toBe(text);
  });

  test('with own keys, the old block’s key is not taken for another provider’s', async () => {
    setUp('anthropic', OTHER);
    const own = { 'cf-aig-authorization': BEARER };
    const key = { source: 'env', provider: 'default', id: 'ANTHROPIC_API_KEY' };
    const config = readConfig();
    Object.assign(config.models.providers[OTHER]!, { apiKey: key, headers: own });
    stage.home.write(stage.home.config, JSON.stringify(config));
    stage.home.write(
      stage.home.dotenv,
      `${stage.home.read(stage.home.dotenv)}ANTHROPIC_API_KEY=key-of-anthropic-0000000000\n`,
    );
    const text = stage.home.read(stage.home.config);
    const run = await init('--model', 'openai/gpt-4o-mini');
    expect(run.code).toBe(2);
    expect(run.json().error.missing).toMatchObject([{ flag: '--provider-key-env' }]);
    expect(stage.home.read(stage.home.config)).toBe(text);
    expect((await init('--model', 'openai/gpt-4o-mini', '--pay', 'stored')).code).toBe(0);
  });

  test('a block whose key OpenClaw holds stays as it is', async () => {
    setUp('anthropic', OURS);
    const config = readConfig();
    const { baseUrl, models } = config.models.providers[OURS]!;
    const official = { baseUrl, api: 'anthropic-messages', models };
    config.models.providers = { [OURS]: official };
    const auth = { profiles: { [`${OURS}:default`]: { provider: OURS, mode: 'api_key' } } };
    stage.home.write(stage.home.config, JSON.stringify({ ...config, auth }));
    await init('--model', 'claude-haiku-4-5');
    const after = readConfig();
    expect(after.models.providers[OURS]).toEqual(official);
    expect(after.agents.defaults.model.primary).toBe(`${OURS}-compat/anthropic/claude-haiku-4-5`);
  });

  test('--recipe changes the route of the block', async () => {
    setUp('anthropic', OURS);
    await init('--recipe', 'compat', '--model', 'openai/gpt-4o-mini');
    const { providers } = readConfig().models;
    expect(Object.keys(providers)).toEqual([OURS]);
    expect(providers[OURS]!.baseUrl).toMatch(/\/compat$/);
  });
});

test('--provider-id of a block that does not use a gateway is wrong usage', async () => {
  const text = '{ models: { providers: { groq: { baseUrl: "https://api.groq.com", models: [] } } } }';
  stage.home.write(stage.home.config, text);
  const place = [
    '--account-id',
    stage.sandbox.accountId,
    '--gateway',
    'my-gateway',
    '--token',
    stage.sandbox.token,
  ];
  const run = await init(...place, '--model', 'openai/gpt-4o-mini', '--provider-id', 'groq');
  expect(run.code).toBe(2);
  expect(run.json().error.message).toContain('does not use a gateway');
  expect(stage.home.read(stage.home.config)).toBe(text);
});

describe('what doctor would fail on', () => {
  test('is said before anything is written', async () => {
    setUp('anthropic', OURS);
    const text = stage.home.read(stage.home.config);
    const run = await init('--recipe', 'compat', '--model', 'openai/gpt-4o-mini', '--keep-primary');
    expect(run.code).toBe(2);
    expect(run.json()).toMatchObject({
      verdict: null,
      error: { message: expect.stringContaining('nothing was written'), cause: 'model-prefix-missing' },
    });
    expect(stage.home.read(stage.home.config)).toBe(text);
    const dry = await init(
      '--recipe',
      'compat',
      '--model',
      'openai/gpt-4o-mini',
      '--keep-primary',
      '--dry-run',
    );
    expect(dry.code).toBe(2);
  });

  test('and names a model of a block that is gone does not hinder it, but is named', async () => {
    const subagents = { model: `${OURS}/openai/gpt-4o-min` };
    stage.home.write(stage.home.config, JSON.stringify({ agents: { defaults: { subagents } } }));
    stage.home.write(stage.home.dotenv, `CLOUDFLARE_AI_GATEWAY_API_KEY=${stage.sandbox.token}\n`);
    const place = ['--account-id', stage.sandbox.accountId, '--gateway', 'my-gateway'];
    const run = await init(...place, '--model', 'openai/gpt-4o-mini', '--no-check');
    expect(run.code).toBe(0);
    expect(run.json().notes).toEqual([expect.stringMatching(/^Already wrong before.*gpt-4o-min\b/)]);
  });

  test('and was wrong before does not hinder it, but is named', async () => {
    setUp('compat', OURS);
    const config = readConfig();
    const { baseUrl } = config.models.providers[OURS]!;
    const old = { ...config.models.providers[OURS], baseUrl: baseUrl.replace(/\/compat$/, '') };
    Object.assign(config.models.providers, { [OTHER]: old });
    Object.assign(config.agents.defaults.model, { fallbacks: [`${OTHER}/openai/gpt-4o-mini`] });
    stage.home.write(stage.home.config, JSON.stringify(config));
    const run = await init('--model', 'openai/gpt-4.1', '--no-check');
    expect(run.code).toBe(0);
    expect(run.json().notes).toEqual([
      expect.stringMatching(/^Another entry/),
      expect.stringMatching(/^Already wrong before.*cf-gw/),
    ]);
  });
});

test('what the setup leaves outside the gateway is named', async () => {
  setUp('compat', OTHER);
  const config = readConfig() as Config & { agents: Record<string, unknown>; plugins: unknown };
  config.agents = {
    defaults: { model: { primary: 'openai/gpt-4o', fallbacks: ['openai/o3'] }, imageModel: 'openai/gpt-4o' },
    ownership: 'explicit',
    entries: { work: { model: 'anthropic/claude-opus-4-6' } },
  } as never;
  config.plugins = { entries: { [OURS]: { enabled: true } } };
  stage.home.write(stage.home.config, JSON.stringify(config));
  const run = await init('--model', 'openai/gpt-4o-mini', '--fallback', 'openai/gpt-4.1', '--no-check');
  expect(run.json().notes).toEqual([
    expect.stringMatching(/^openai\/gpt-4.1 shares a provider with the primary model/),
    expect.stringMatching(
      /^Another entry of models.providers uses the same gateway.*: cf-gw\..*--provider-id/,
    ),
    'Fallbacks that do not go through the gateway: openai/o3',
    expect.stringMatching(/^Agents with their own model.*: work \(anthropic\/claude-opus-4-6\)$/),
    expect.stringMatching(/^Other choices of a model.*: imageModel \(openai\/gpt-4o\)$/),
    expect.stringMatching(/plugin is turned off.*Unknown --auth-choice/),
  ]);
});

describe('a token in the flags, and a block that sends only a provider key', () => {
  beforeEach(() => {
    const baseUrl = `${stage.sandbox.gatewayOrigin}/v1/${stage.sandbox.accountId}/my-gateway/openai`;
    const model = { primary: 'openai/gpt-4o-mini' };
    stage.home.write(
      stage.home.config,
      JSON.stringify({ models: { providers: { openai: { baseUrl } } }, agents: { defaults: { model } } }),
    );
    stage.home.write(stage.home.dotenv, 'OPENAI_API_KEY=sk-sandbox-provider-key-good\n');
  });

  test('both are sent, and it works', async () => {
    const { code, stdout } = await init('--token', stage.sandbox.token);
    expect([code, stdout]).toEqual([0, expect.stringContaining('"verdict": null')]);
    expect(readConfig().models.providers[OURS]).toMatchObject({
      headers: { 'cf-aig-authorization': BEARER },
    });
    expect(stage.home.read(stage.home.dotenv)).toContain(
      `CLOUDFLARE_AI_GATEWAY_API_KEY=${stage.sandbox.token}`,
    );
  });

  test('with --pay own-key-open the token stays out', async () => {
    await init('--token', stage.sandbox.token, '--pay', 'own-key-open', '--no-check');
    expect(stage.home.read(stage.home.dotenv)).not.toContain('CLOUDFLARE_AI_GATEWAY_API_KEY');
  });
});
