import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import type { Setup } from '../../../src/openclaw/blocks/recipes.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import { CONFIG, ENV, GATEWAY_URL, Home, KEY, SETUP, TOKEN } from '../memory.js';
import { RealHome } from '../real-home.js';

const MAIN = 'cloudflare-ai-gateway';
const HAIKU = 'anthropic/claude-haiku-4-5';

const withFallbacks = (fallbacks: string[], over: Partial<Setup> = {}): Setup => {
  const primary = over.models?.[0] ?? { id: 'openai/gpt-4o-mini' };
  return {
    ...SETUP,
    primary: primary.id,
    fallbacks,
    ...over,
    models: [primary, ...fallbacks.map((id) => ({ id }))],
  };
};

interface Config {
  models: {
    providers: Record<
      string,
      { baseUrl: string; apiKey: { id: string }; headers?: object; models: { id: string }[] }
    >;
  };
  agents: { defaults: { model: { primary: string; fallbacks: string[] } } };
}

const readConfig = (home: Home): Config => JSON5.parse(home.files.get(CONFIG)!);
const listed = ({ models: { providers } }: Config) =>
  Object.fromEntries(Object.entries(providers).map(([id, { models }]) => [id, models.map((m) => m.id)]));

async function apply(home: Home, setup: Setup) {
  const plan = planSetup(setup, await home.current());
  return { plan, changed: home.write(plan.writes) };
}

describe('the block of a fallback', () => {
  test.each<[string, Setup, Record<string, string[]>, string[]]>([
    [
      'of another provider: its own, at the same gateway',
      withFallbacks([HAIKU]),
      { [MAIN]: ['openai/gpt-4o-mini'], [`${MAIN}-anthropic`]: [HAIKU] },
      [`${MAIN}-anthropic/${HAIKU}`],
    ],
    [
      'of the same provider: that of the primary model',
      withFallbacks(['openai/gpt-4.1']),
      { [MAIN]: ['openai/gpt-4o-mini', 'openai/gpt-4.1'] },
      [`${MAIN}/openai/gpt-4.1`],
    ],
    [
      'several providers: one each, and the order stays',
      withFallbacks([HAIKU, 'workers-ai/@cf/meta/llama-3.1-8b-instruct', 'anthropic/claude-sonnet-5']),
      {
        [MAIN]: ['openai/gpt-4o-mini'],
        [`${MAIN}-anthropic`]: [HAIKU, 'anthropic/claude-sonnet-5'],
        [`${MAIN}-workers-ai`]: ['workers-ai/@cf/meta/llama-3.1-8b-instruct'],
      },
      [
        `${MAIN}-anthropic/${HAIKU}`,
        `${MAIN}-workers-ai/workers-ai/@cf/meta/llama-3.1-8b-instruct`,
        `${MAIN}-anthropic/anthropic/claude-sonnet-5`,
      ],
    ],
    [
      'a dynamic route: its own',
      withFallbacks(['dynamic/cheap']),
      { [MAIN]: ['openai/gpt-4o-mini'], [`${MAIN}-dynamic`]: ['dynamic/cheap'] },
      [`${MAIN}-dynamic/dynamic/cheap`],
    ],
    [
      'of a route for one provider only: on compat',
      withFallbacks(['openai/gpt-4o-mini'], { recipe: 'anthropic', models: [{ id: 'claude-haiku-4-5' }] }),
      { [MAIN]: ['claude-haiku-4-5'], [`${MAIN}-openai`]: ['openai/gpt-4o-mini'] },
      [`${MAIN}-openai/openai/gpt-4o-mini`],
    ],
    [
      'of a block with another id: named after it',
      withFallbacks([HAIKU], { providerId: 'work' }),
      { work: ['openai/gpt-4o-mini'], 'work-anthropic': [HAIKU] },
      [`work-anthropic/${HAIKU}`],
    ],
  ])('%s', async (_name, setup, models, refs) => {
    const home = new Home({ [CONFIG]: '{}' });
    await apply(home, setup);
    const config = readConfig(home);
    expect(listed(config)).toEqual(models);
    expect(config.agents.defaults.model.fallbacks).toEqual(refs);
    expect((await apply(home, setup)).changed).toEqual([]);
  });

  test('has the recipe, the gateway and the variable of the main block', async () => {
    const home = new Home();
    await apply(home, withFallbacks([HAIKU]));
    const { providers } = readConfig(home).models;
    const { models: _, ...main } = providers[MAIN]!;
    const { models: __, ...second } = providers[`${MAIN}-anthropic`]!;
    expect(second).toEqual(main);
    expect(home.files.get(ENV)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`);
  });

  test('has its own provider’s key with own keys', async () => {
    const home = new Home({ [ENV]: 'ANTHROPIC_API_KEY=sk-ant-FAKE\n' });
    await apply(home, withFallbacks([HAIKU], { payment: 'own-key', providerKey: KEY }));
    const { headers, apiKey } = readConfig(home).models.providers[`${MAIN}-anthropic`]!;
    expect(apiKey.id).toBe('CLOUDFLARE_AI_GATEWAY_API_KEY');
    expect(headers).toMatchObject({ Authorization: 'Bearer $' + '{ANTHROPIC_API_KEY}' });
  });

  test.each([
    ['at this gateway', 'my-gateway', MAIN],
    ['but not at another one', 'other', `${MAIN}-anthropic-openai`],
  ])('with own keys is the block that has the key, %s', async (_name, gateway, expected) => {
    const home = new Home({ [ENV]: 'OPENAI_API_KEY=sk-FAKE\nANTHROPIC_API_KEY=sk-ant-FAKE\n' });
    await apply(home, withFallbacks([], { payment: 'own-key', providerKey: KEY }));
    const before = readConfig(home).models.providers[MAIN];
    const second = { payment: 'own-key', provider: 'anthropic', providerId: `${MAIN}-anthropic` } as const;
    await apply(home, withFallbacks(['openai/gpt-4o-mini'], { ...second, gateway, models: [{ id: HAIKU }] }));
    const { models, agents } = readConfig(home);
    expect(agents.defaults.model.fallbacks).toEqual([`${expected}/openai/gpt-4o-mini`]);
    expect(models.providers[MAIN]).toEqual(before);
  });

  test('with own keys is never one of that name with another key', async () => {
    const home = new Home();
    const groq = { payment: 'own-key', provider: 'groq', models: [{ id: 'groq/x' }] } as const;
    await apply(home, withFallbacks([], { ...groq, providerId: `${MAIN}-anthropic` }));
    await apply(home, withFallbacks([HAIKU], { payment: 'own-key', providerKey: KEY }));
    expect(readConfig(home).agents.defaults.model.fallbacks).toEqual([`${MAIN}-anthropic-2/${HAIKU}`]);
  });

  test('moves with the main block to another gateway', async () => {
    const home = new Home();
    await apply(home, withFallbacks([HAIKU]));
    await apply(home, withFallbacks([HAIKU], { gateway: 'other' }));
    const { providers } = readConfig(home).models;
    expect(Object.keys(providers)).toEqual([MAIN, `${MAIN}-anthropic`]);
    for (const { baseUrl } of Object.values(providers)) expect(baseUrl).toMatch(/\/other\/compat$/);
  });

  test('moves too if the fallback is not named again', async () => {
    const home = new Home();
    await apply(home, withFallbacks([HAIKU]));
    const { plan } = await apply(home, withFallbacks([], { gateway: 'other' }));
    const { providers } = readConfig(home).models;
    for (const { baseUrl } of Object.values(providers)) expect(baseUrl).toMatch(/\/other\/compat$/);
    expect(listed(readConfig(home))[`${MAIN}-anthropic`]).toEqual([HAIKU]);
    expect(plan.notes).toEqual([]);
  });

  test('stays where it is if no fallback uses it', async () => {
    const home = new Home();
    await apply(home, withFallbacks([]));
    await apply(home, withFallbacks([], { providerId: `${MAIN}-work` }));
    await apply(home, withFallbacks([], { gateway: 'other' }));
    expect(readConfig(home).models.providers[`${MAIN}-work`]!.baseUrl).toBe(`${GATEWAY_URL}/compat`);
  });

  test.each([
    ['another recipe', `{ baseUrl: "${GATEWAY_URL}/anthropic", api: "anthropic-messages", models: [] }`],
    ['another gateway', `{ baseUrl: "${GATEWAY_URL}-2/compat", models: [] }`],
    ['no gateway', '{ baseUrl: "http://127.0.0.1:11434/v1", models: [] }'],
  ])('never takes a block with %s', async (_name, block) => {
    const text = `{ models: { providers: { "${MAIN}-anthropic": ${block} } } }`;
    const home = new Home({ [CONFIG]: text });
    await apply(home, withFallbacks([HAIKU]));
    const { models, agents } = readConfig(home);
    expect(models.providers[`${MAIN}-anthropic`]).toEqual(
      JSON5.parse(text).models.providers[`${MAIN}-anthropic`],
    );
    expect(agents.defaults.model.fallbacks).toEqual([`${MAIN}-anthropic-2/${HAIKU}`]);
  });

  test('a fallback in the main block, as earlier versions wrote it, moves and keeps its place', async () => {
    const old = [`${MAIN}/${HAIKU}`, 'x/y'];
    const home = new Home({
      [CONFIG]: JSON.stringify({ agents: { defaults: { model: { primary: 'a/b', fallbacks: old } } } }),
    });
    await apply(home, withFallbacks([HAIKU]));
    expect(readConfig(home).agents.defaults.model.fallbacks).toEqual([`${MAIN}-anthropic/${HAIKU}`, 'x/y']);
  });
});

describe('is said', () => {
  test.each<[string, string[], RegExp[]]>([
    [
      'another provider',
      [HAIKU],
      [/an entry of their own in models.providers \(cloudflare-ai-gateway-anthropic\).*dynamic route/],
    ],
    ['the same provider', ['openai/gpt-4.1'], [/^openai\/gpt-4.1 shares a provider with the primary/]],
    ['none', [], []],
  ])('%s', async (_name, fallbacks, expected) => {
    const { plan } = await apply(new Home(), withFallbacks(fallbacks));
    expect(plan.notes).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });
});

describe('reverting', () => {
  let home: RealHome;
  beforeEach(() => {
    home = new RealHome();
    home.write(home.config, '{\n  // mine\n  gateway: { mode: "local" },\n}\n');
    home.write(home.env, 'MINE=1\n');
  });
  afterEach(() => home.remove());

  const setUp = () => home.setUp(withFallbacks([HAIKU]));

  test('--remove takes both blocks, byte for byte', async () => {
    const before = home.contents();
    await setUp();
    await home.setUp({ gateway: 'other' });
    const plan = await home.takeOut();
    expect(plan).toMatchObject({ providerId: MAIN, fallbackBlocks: [`${MAIN}-anthropic`] });
    expect(home.contents()).toEqual(before);
  });

  test('--remove takes both blocks, and leaves what others added since', async () => {
    const before = home.contents();
    await setUp();
    home.write(home.config, `${home.read(home.config)}// later\n`);
    await home.takeOut();
    expect(home.contents()).toEqual({
      ...before,
      'openclaw.json': `${before['openclaw.json']}// later\n`,
    });
  });

  test.each([
    ['several lines', '{\n  // mine\n  gateway: { mode: "local" },\n}\n'],
    ['one line', '{ /* mine */ }'],
  ])('the fallback’s block alone can be removed, and then the other: %s', async (_name, text) => {
    home.write(home.config, text);
    const before = home.contents();
    await setUp();
    await home.takeOut(`${MAIN}-anthropic`);
    const { models, agents, plugins } = JSON5.parse(home.read(home.config));
    expect(Object.keys(models.providers)).toEqual([MAIN]);
    expect(agents.defaults.model).toEqual({ primary: `${MAIN}/openai/gpt-4o-mini` });
    expect(plugins.entries[MAIN].enabled).toBe(false);
    expect(home.read(home.env)).toContain(TOKEN);
    await home.takeOut();
    expect(home.contents()).toEqual(before);
  });

  test('a block of that name that the user adds later is not taken', async () => {
    await setUp();
    await home.takeOut(`${MAIN}-anthropic`);
    await home.setUp({ providerId: `${MAIN}-anthropic` });
    await home.takeOut();
    expect(home.read(home.config)).toContain(`${MAIN}-anthropic`);
  });

  test('undo', async () => {
    const before = home.contents();
    await setUp();
    await home.undo();
    expect(home.contents()).toEqual(before);
  });
});
