import { describe, expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { RECIPES, type Setup } from '../../../src/openclaw/blocks/recipes.js';
import { planSetup } from '../../../src/openclaw/changes/setup-plan.js';
import fc from '../../property.js';
import { CONFIG, ENV, GATEWAY_URL, Home, KEY, SETUP, TOKEN } from '../memory.js';

const setup = (over: Partial<Setup> = {}): Setup => ({ ...SETUP, ...over });

async function plan(home: Home, over: Partial<Setup> = {}, keepPrimary = false) {
  return planSetup(setup(over), { ...(await home.current()), keepPrimary });
}

async function apply(home: Home, over: Partial<Setup> = {}) {
  return home.write((await plan(home, over)).writes);
}

const blockOf = (home: Home) =>
  JSON5.parse(home.files.get(CONFIG)!).models.providers['cloudflare-ai-gateway'];
const REF = { source: 'env', provider: 'default', id: 'CLOUDFLARE_AI_GATEWAY_API_KEY' };
const ENTRY = {
  id: 'openai/gpt-4o-mini',
  name: 'GPT-4o mini (Cloudflare)',
  input: ['text', 'image'],
  contextWindow: 128000,
  maxTokens: 16384,
  cost: { input: 0.15, output: 0.6, cacheRead: 0.075 },
  compat: { supportsUsageInStreaming: true },
};

describe('on an empty home', () => {
  test('the .env first, the config last, both private', async () => {
    const { writes, configAfter, envAfter } = await plan(new Home());
    expect(writes.map(({ path, before, mode, dirMode }) => [path, before, mode, dirMode])).toEqual([
      [ENV, null, 0o600, 0o700],
      [CONFIG, null, 0o600, 0o700],
    ]);
    expect(envAfter).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`);
    expect(JSON5.parse(configAfter)).toEqual({
      models: {
        mode: 'merge',
        providers: {
          'cloudflare-ai-gateway': {
            auth: 'api-key',
            apiKey: REF,
            baseUrl: `${GATEWAY_URL}/compat`,
            api: 'openai-completions',
            models: [ENTRY],
          },
        },
      },
      agents: { defaults: { model: { primary: 'cloudflare-ai-gateway/openai/gpt-4o-mini' } } },
      plugins: { entries: { 'cloudflare-ai-gateway': { enabled: false } } },
    });
  });

  test('without a token no .env is created', async () => {
    const { writes } = await plan(new Home(), { token: undefined });
    expect(writes.map(({ path }) => path)).toEqual([CONFIG]);
  });

  test('an empty config, or one with only comments, is filled', async () => {
    const home = new Home({ [CONFIG]: '// mine\n' });
    await apply(home);
    expect(home.files.get(CONFIG)).toMatch(/^\/\/ mine\n\{/);
  });
});

describe('every recipe', () => {
  test.each(RECIPES.map((recipe) => [recipe.name, recipe.payment] as const))(
    '%s, %s: planning again changes nothing, no secret in the config',
    async (recipe, payment) => {
      const home = new Home();
      await apply(home, { recipe, payment });
      expect(home.files.get(CONFIG)).not.toContain(TOKEN);
      expect(home.files.get(CONFIG)).not.toContain(KEY);
      expect(await apply(home, { recipe, payment })).toEqual([]);
    },
  );

  test.each(RECIPES.map((recipe) => [recipe.name, recipe.payment] as const))(
    '%s, %s: leaves nothing of another recipe behind',
    async (recipe, payment) => {
      const fresh = new Home();
      await apply(fresh, { recipe, payment });
      const here = RECIPES.findIndex((one) => one.name === recipe && one.payment === payment);
      for (const step of [1, 5, 11]) {
        const other = RECIPES[(here + step) % RECIPES.length]!;
        const home = new Home();
        await apply(home, { recipe: other.name, payment: other.payment });
        await apply(home, { recipe, payment });
        expect(blockOf(home)).toEqual(blockOf(fresh));
      }
    },
  );

  test('stored keys on the compat route: the token is the only credential', async () => {
    const home = new Home();
    await apply(home);
    expect(blockOf(home).headers).toBeUndefined();
    expect(home.files.get(ENV)).not.toContain(KEY);
  });

  test('own key: both variables in .env, the provider key in the header of the provider', async () => {
    const home = new Home();
    await apply(home, { payment: 'own-key' });
    expect(blockOf(home).headers).toEqual({
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
      Authorization: 'Bearer ${OPENAI_API_KEY}',
      'cf-aig-authorization': 'Bearer ${CLOUDFLARE_AI_GATEWAY_API_KEY}',
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
    });
    expect(home.files.get(ENV)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nOPENAI_API_KEY=${KEY}\n`);
  });

  test('a reasoning model gets the field that it requires', async () => {
    const home = new Home();
    await apply(home, { models: [{ id: 'openai/gpt-5-mini' }] });
    expect(blockOf(home).models[0]).toMatchObject({
      reasoning: true,
      compat: { maxTokensField: 'max_completion_tokens' },
    });
  });
});

describe('on an existing block', () => {
  const withBlock = (block: string, rest = '') =>
    new Home({ [CONFIG]: `{ models: { providers: { "cloudflare-ai-gateway": ${block} } }${rest} }\n` });
  const DONE = `, agents: { defaults: { model: "cloudflare-ai-gateway/openai/gpt-4o-mini" } }, plugins: { entries: { "cloudflare-ai-gateway": { enabled: false } } }`;

  test('anything that works stays as written', async () => {
    const home = withBlock(
      `{ auth: 'api-key', baseUrl: '${GATEWAY_URL}/compat/', api: 'openai-completions', apiKey: '\${CLOUDFLARE_AI_GATEWAY_API_KEY}',
         timeoutSeconds: 30, headers: { 'cf-aig-cache-ttl': '60' }, models: [ { id: 'openai/gpt-4o-mini', name: 'Mini', cost: { input: 1 }, compat: { supportsUsageInStreaming: true } } ] }`,
      DONE,
    );
    expect(await apply(home, { token: undefined })).toEqual([]);
  });

  test('request headers are added, changed and removed, and stay in the next run', async () => {
    const home = withBlock(
      `{ headers: { 'CF-AIG-Cache-TTL': '60', 'cf-aig-zdr': 'true', 'x-mine': '1' }, models: [] }`,
    );
    const headers = { 'cf-aig-cache-ttl': '90', 'cf-aig-zdr': null, 'cf-aig-max-attempts': '2' };
    await apply(home, { headers });
    const expected = { 'CF-AIG-Cache-TTL': '90', 'x-mine': '1', 'cf-aig-max-attempts': '2' };
    expect(blockOf(home).headers).toEqual(expected);
    expect(await apply(home, { headers })).toEqual([]);
    expect(await apply(home)).toEqual([]);
  });

  test('an entry gets what OpenClaw needs for its usage and its thinking, next to what it has', async () => {
    const home = withBlock(
      `{ models: [ { id: 'openai/gpt-5', name: 'Mine', compat: { requiresStringContent: true, supportsUsageInStreaming: false } } ] }`,
    );
    await apply(home, { models: [{ id: 'openai/gpt-5' }] });
    expect(blockOf(home).models).toEqual([
      {
        id: 'openai/gpt-5',
        name: 'Mine',
        compat: {
          requiresStringContent: true,
          supportsUsageInStreaming: false,
          maxTokensField: 'max_completion_tokens',
          supportsReasoningEffort: true,
          supportedReasoningEfforts: ['minimal', 'low', 'medium', 'high'],
        },
        reasoning: true,
      },
    ]);
    expect(await apply(home, { models: [{ id: 'openai/gpt-5' }] })).toEqual([]);
  });

  test('the price of the gateway is written once, and stays when it changes', async () => {
    const home = new Home();
    const priced = (inputUsd: number) => ({
      models: [{ id: 'openai/gpt-4o-mini', price: { inputUsd, outputUsd: 0.6e-6 } }],
    });
    await apply(home, priced(0.1e-6));
    expect(blockOf(home).models[0].cost).toEqual({ input: 0.1, output: 0.6 });
    expect(await apply(home, { ...priced(0.3e-6), token: undefined })).toEqual([]);
    expect(await apply(home, { token: undefined })).toEqual([]);
  });

  test('the form of the third-party page becomes the working one', async () => {
    const home = withBlock(
      `{ baseUrl: "${GATEWAY_URL}", apiKey: "CLOUDFLARE_AI_GATEWAY_API_KEY", models: [] }`,
    );
    await apply(home);
    expect(blockOf(home)).toEqual({
      baseUrl: `${GATEWAY_URL}/compat`,
      apiKey: REF,
      models: [ENTRY],
      auth: 'api-key',
      api: 'openai-completions',
    });
  });

  test('other models stay, the new one is added, and a note names those that do not work on the new route', async () => {
    const home = withBlock(`{ models: [ { id: 'openai/gpt-4o', name: 'mine' } ] }`);
    const { notes } = await plan(home, { recipe: 'openai', models: [{ id: 'gpt-5.1' }] });
    expect(notes.join()).toContain('openai/gpt-4o');
    await apply(home, { recipe: 'openai', models: [{ id: 'gpt-5.1' }] });
    expect(blockOf(home).models.map(({ id }: { id: string }) => id)).toEqual(['openai/gpt-4o', 'gpt-5.1']);
  });

  test("the user's own variable stays in use if there is no new secret", async () => {
    const home = withBlock(`{ apiKey: { source: 'env', provider: 'default', id: 'MY_GATEWAY_TOKEN' } }`);
    await apply(home, { token: undefined });
    expect(blockOf(home).apiKey.id).toBe('MY_GATEWAY_TOKEN');
    await apply(home);
    expect(blockOf(home).apiKey.id).toBe('CLOUDFLARE_AI_GATEWAY_API_KEY');
  });

  test("credentials in `request` and in a model's overrides are removed", async () => {
    const home = withBlock(
      `{ request: { auth: { mode: 'header', headerName: 'cf-aig-authorization', value: 'x', prefix: 'Bearer ' }, headers: { 'CF-AIG-Authorization': 'y', other: 'z' } },
         models: [ { id: 'openai/gpt-4o-mini', name: 'Mini', api: 'anthropic-messages', baseUrl: 'https://elsewhere.example' } ] }`,
    );
    await apply(home);
    expect(blockOf(home).request).toEqual({ headers: { other: 'z' } });
    expect(blockOf(home).models).toEqual([
      { id: 'openai/gpt-4o-mini', name: 'Mini', compat: { supportsUsageInStreaming: true } },
    ]);
  });

  test('lower-case authorization is rewritten: one of the two transports would miss it', async () => {
    const home = withBlock(`{ headers: { authorization: 'Bearer \${OPENAI_API_KEY}', 'x-mine': '1' } }`);
    await apply(home, { payment: 'own-key' });
    expect(Object.keys(blockOf(home).headers).sort()).toEqual([
      'Authorization',
      'cf-aig-authorization',
      'x-mine',
    ]);
  });
});

describe('the default model', () => {
  const withModel = (model: string) =>
    new Home({ [CONFIG]: `{ agents: { defaults: { model: ${model} } } }` });
  const after = async (home: Home) => {
    await apply(home);
    return JSON5.parse(home.files.get(CONFIG)!).agents.defaults.model;
  };
  const REF_TO = 'cloudflare-ai-gateway/openai/gpt-4o-mini';

  test.each([
    ['text stays text', `'openai/gpt-5'`, REF_TO],
    ['fallbacks stay', `{ primary: 'a/b', fallbacks: ['c/d'] }`, { primary: REF_TO, fallbacks: ['c/d'] }],
    ['an empty object is filled', '{}', { primary: REF_TO }],
  ])('%s', async (_when, model, wanted) => {
    expect(await after(withModel(model))).toEqual(wanted);
  });

  test('another model is replaced with a notice, or kept', async () => {
    const home = withModel(`{ primary: 'openai/gpt-5' }`);
    expect((await plan(home)).replacesPrimary).toEqual({ from: 'openai/gpt-5', to: REF_TO });
    const kept = await plan(home, {}, true);
    expect(kept.replacesPrimary).toBeUndefined();
    expect(JSON5.parse(kept.configAfter).agents.defaults.model.primary).toBe('openai/gpt-5');
  });

  test.each([
    ['none', '[]', []],
    ['one without it', `['openai/*']`, ['openai/*', REF_TO]],
    ['one that covers it', `['cloudflare-ai-gateway/*']`, ['cloudflare-ai-gateway/*']],
  ])('allowlist: %s', async (_when, allow, wanted) => {
    const home = new Home({ [CONFIG]: `{ agents: { defaults: { modelPolicy: { allow: ${allow} } } } }` });
    await apply(home);
    expect(JSON5.parse(home.files.get(CONFIG)!).agents.defaults.modelPolicy.allow).toEqual(wanted);
  });
});

test('an allowlist gets the gateway’s models, and never the model of another provider that stays', async () => {
  const home = new Home({
    [CONFIG]: `{ agents: { defaults: { model: 'a/b', modelPolicy: { allow: ['openai/*'] } } } }`,
  });
  const kept = JSON5.parse((await plan(home, {}, true)).configAfter);
  expect(kept.agents.defaults).toEqual({
    model: 'a/b',
    modelPolicy: { allow: ['openai/*', 'cloudflare-ai-gateway/openai/gpt-4o-mini'] },
  });
});

describe('$include', () => {
  const INCLUDED = '/home/u/.openclaw/models.json5';

  test('a block in an included file is edited there', async () => {
    const home = new Home({
      [CONFIG]: `{ models: { $include: './models.json5' } } // mine`,
      [INCLUDED]: `{ providers: { 'cloudflare-ai-gateway': { baseUrl: 'x', models: [] } } }`,
    });
    await apply(home);
    expect(JSON5.parse(home.files.get(INCLUDED)!).providers['cloudflare-ai-gateway'].baseUrl).toBe(
      `${GATEWAY_URL}/compat`,
    );
    expect(home.files.get(CONFIG)).toContain(`{ $include: './models.json5' }`);
    expect(home.files.get(CONFIG)).not.toContain('gateway.ai');
    expect(await apply(home)).toEqual([]);
  });

  test('a new block goes into the file with the providers', async () => {
    const home = new Home({
      [CONFIG]: `{ $include: ['./models.json5'], gateway: { mode: 'local' } }`,
      [INCLUDED]: `{ models: { providers: { other: { baseUrl: 'y', models: [] } } } }`,
    });
    await apply(home);
    expect(home.files.get(INCLUDED)).toContain('cloudflare-ai-gateway');
    expect(JSON5.parse(home.files.get(CONFIG)!).models).toBeUndefined();
    expect(await apply(home)).toEqual([]);
  });

  test('a block in two files is edited in both; a value in both is refused', async () => {
    const split = (main: string) =>
      new Home({
        [CONFIG]: `{ models: { $include: './models.json5', providers: { 'cloudflare-ai-gateway': ${main} } } }`,
        [INCLUDED]: `{ providers: { 'cloudflare-ai-gateway': { baseUrl: 'x' } } }`,
      });
    const home = split('{ timeoutSeconds: 9 }');
    await apply(home);
    expect(home.files.get(INCLUDED)).toContain(`${GATEWAY_URL}/compat`);
    expect(await apply(home)).toEqual([]);
    await expect(apply(split(`{ baseUrl: 'y' }`))).rejects.toThrow(EditRefused);
  });
});

describe('refuses', () => {
  test.each([
    ['syntax', '{ a: ', /openclaw\.json:1:\d+/],
    ['an array', '[]', /should be an object but is an array/],
    ['a string on the path', `{ models: 'x' }`, /models should be an object but is a string/],
    ['an array on the way', '{ models: { providers: [] } }', /models\.providers should be an object/],
    ['a block of text', `{ models: { providers: { 'cloudflare-ai-gateway': 'x' } } }`, /is a string/],
    [
      'models of the wrong type',
      `{ models: { providers: { 'cloudflare-ai-gateway': { models: {} } } } }`,
      /an array/,
    ],
    [
      'a default model of the wrong type',
      '{ agents: { defaults: { model: 4 } } }',
      /agents\.defaults\.model/,
    ],
    ['plugins of the wrong type', '{ plugins: [] }', /plugins/],
  ])('%s', async (_what, text, message) => {
    await expect(apply(new Home({ [CONFIG]: text }))).rejects.toThrow(message);
  });
});

describe('.env', () => {
  test.each([
    ['the same token', `# mine\nexport CLOUDFLARE_AI_GATEWAY_API_KEY="${TOKEN}" # here\n`, undefined],
    [
      'another token',
      '# mine\nCLOUDFLARE_AI_GATEWAY_API_KEY=old\nA=b',
      `# mine\nCLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\nA=b`,
    ],
    ['no token', 'A=b\n', `A=b\nCLOUDFLARE_AI_GATEWAY_API_KEY=${TOKEN}\n`],
  ])('%s', async (_when, before, after) => {
    const home = new Home({ [ENV]: before });
    await apply(home);
    expect(home.files.get(ENV)).toBe(after ?? before);
  });
});

/** Generated configs with comments, odd quotes and trailing commas around everything. */
const KEY_TEXT = fc.constantFrom('alpha', "'be ta'", '"gamma"', '$d_e');
const LEAF = fc.constantFrom('1', '+1.5', 'true', 'null', "'it\\'s'", '"x"', '[1, /* in */ 2,]', '{ a: 1, }');
const NOISE = fc.constantFrom('', ' ', '\n  ', ' // tail\n', ' /* c */ ');
const MEMBERS = fc.uniqueArray(fc.tuple(KEY_TEXT, LEAF, NOISE, NOISE), {
  selector: ([key]) => key,
  maxLength: 4,
});
const BLOCK = fc.constantFrom(
  undefined,
  '{}',
  `{ apiKey: 'CLOUDFLARE_AI_GATEWAY_API_KEY', models: [], }`,
  `{ /* a */ baseUrl: "x", // b\n headers: { 'x-a': 'b' }, models: [{ id: 'm', name: 'n' }] }`,
);
const DOCUMENT = fc.tuple(MEMBERS, BLOCK, fc.boolean()).map(([members, block, trailing]) => {
  const own = members.map(([key, value, before, after]) => `${before}${key}:${after}${value}`);
  const models = block ? [`models: { providers: { /* p */ "cloudflare-ai-gateway": ${block} } }`] : [];
  const all = [...own, ...models];
  return `// head\n{${all.join(',')}${all.length && trailing ? ',' : ''}\n}\n// foot\n`;
});

test('in any config, everything else stays, and planning again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(DOCUMENT, fc.constantFrom(...RECIPES), async (text, recipe) => {
      const home = new Home({ [CONFIG]: text });
      const way = { recipe: recipe.name, payment: recipe.payment };
      await apply(home, way);
      const after = home.files.get(CONFIG)!;
      const { models: _, agents, plugins, ...rest } = JSON5.parse(after);
      const { models, ...before } = JSON5.parse(text);
      expect(rest).toEqual(before);
      expect(agents && plugins).toBeDefined();
      for (const comment of text.match(/\/\/.*|\/\*.*?\*\//g) ?? []) expect(after).toContain(comment);
      expect(blockOf(home)).toMatchObject({ auth: 'api-key', models: expect.anything() });
      expect(await apply(home, way)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
