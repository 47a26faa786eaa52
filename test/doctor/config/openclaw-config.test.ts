import { describe, expect, test } from '@jest/globals';
import { openclawConfig } from '../../../src/doctor/config/openclaw-config.js';
import { BLOCK, brief, findingsOf, inHome, PROVIDER, type Setup } from '../home.js';

const entry = (more: Record<string, unknown>) => ({
  block: { models: [{ id: 'openai/gpt-4o-mini', name: 'x', ...more }] },
});
const provider = (id: string, block: unknown) => ({
  config: { models: { providers: { [PROVIDER]: BLOCK, [id]: block } } },
});

/** Each row was put before OpenClaw 2026.9.6, `openclaw config validate`. */
const REFUSED: [string, Setup, detail: string, nearest?: string][] = [
  ['a variable outside env.vars', { config: { env: { FOO: 'x' } } }, 'env has the unknown key "FOO"'],
  ['env.shellEnv', { config: { env: { shellEnv: { zz: 1 } } } }, 'env.shellEnv has the unknown key "zz"'],
  ['models', { config: { models: { provider: {} } } }, 'models has the unknown key "provider"', 'providers'],
  ['models.mode', { config: { models: { mode: 'merged' } } }, 'models.mode is "merged"', 'merge'],
  [
    'capitals',
    { block: { baseUrl: undefined, baseURL: 'x' } },
    'cloudflare-ai-gateway has the unknown key "baseURL"',
    'baseUrl',
  ],
  ['a header key', { block: { defaultHeaders: {} } }, 'unknown key "defaultHeaders"'],
  ['request', { block: { request: { header: {} } } }, 'request has the unknown key "header"', 'headers'],
  ['a model entry', entry({ maxToken: 1 }), 'models[0] has the unknown key "maxToken"', 'maxTokens'],
  ['its cost', entry({ cost: { in: 1 } }), 'cost has the unknown key "in"'],
  ['its compat', entry({ compat: { maxTokenField: 'x' } }), 'unknown key "maxTokenField"', 'maxTokensField'],
  ['no name', { block: { models: [{ id: 'a' }] } }, 'models[0] has no name'],
  ['no id', { block: { models: [{ name: 'a' }] } }, 'models[0] has no id'],
  ['api', { block: { api: 'openai-completion' } }, 'api is "openai-completion"', 'openai-completions'],
  ['api null', { block: { api: null } }, 'api is null'],
  ['auth', { block: { auth: 'apikey' } }, 'auth is "apikey"', 'api-key'],
  ["a model's api", entry({ api: 'x' }), 'models[0].api is "x"'],
  ['input', entry({ input: ['txt'] }), 'input[0] is "txt"', 'text'],
  ['input, no list', entry({ input: 'text' }), 'input should be an array, but is a string'],
  ['authHeader', { block: { authHeader: 'yes' } }, 'authHeader should be true or false'],
  ['reasoning', entry({ reasoning: 'yes' }), 'reasoning should be true or false'],
  ['contextWindow', entry({ contextWindow: 0 }), 'contextWindow should be a number above 0, but is 0'],
  ['contextTokens', entry({ contextTokens: 1.5 }), 'contextTokens should be a whole number above 0'],
  ['maxTokens', entry({ maxTokens: -1 }), 'maxTokens should be a number above 0, but is -1'],
  [
    'another provider',
    provider('mine', { baseUrl: 'x', models: [], url: 1 }),
    'mine has the unknown key "url"',
  ],
  ['a new provider without models', provider('mine', { baseUrl: 'https://x' }), 'mine has no models'],
  [
    'the default model',
    { config: { agents: { defaults: { model: { primary: 'a/b', fallback: [] } } } } },
    'unknown key "fallback"',
    'fallbacks',
  ],
  [
    'the plugin entry',
    { config: { plugins: { entries: { [PROVIDER]: { enable: false } } } } },
    'unknown key "enable"',
    'enabled',
  ],
];

const ACCEPTED: [string, Setup][] = [
  ['what init writes', {}],
  ['no models at all, with the built-in id', { block: { models: undefined } }],
  ['another built-in id', provider('openai', { apiKey: 'x' })],
  ['fractions', entry({ contextWindow: 1.5, maxTokens: 1.5 })],
  ['agents.list', { config: { agents: { list: [] } } }],
  ['a model as text', { config: { agents: { defaults: { model: 'a/b' } } } }],
  ['any root key', { config: { gateway: { mode: 'local' } } }],
];

describe('refused', () => {
  test.each(REFUSED)('%s', async (_name, setup, detail, nearest = '') => {
    await inHome(async (home) => {
      const found = await findingsOf(openclawConfig, await home.inputs(setup));
      expect(brief(found)).toEqual(['fail config-rejected-by-openclaw']);
      expect(found[0]?.steps?.[0]).toContain(detail);
      const { fix } = found[0]!;
      if (nearest) expect(fix).toEqual({ what: expect.stringMatching(`^Write ${nearest} instead: .`) });
      else expect(fix?.what).toMatch(/^Correct it by hand: ./);
      expect(found[0]?.evidence[0]).toMatch(/openclaw\.json:\d+:\d+: /);
    });
  });
});

test.each([
  ['2026.6.6', 'fail'],
  ['2099.1.1', 'warn'],
])(
  'a config that %s wrote may suit that version, which is said if none can be asked: %s',
  async (lastTouchedVersion, status) => {
    await inHome(async (home) => {
      const config = { meta: { lastTouchedVersion, lastTouchedAt: '2026-06-20T00:00:00Z' } };
      const [found] = await findingsOf(openclawConfig, await home.inputs({ config }));
      expect(found).toMatchObject({ status, cause: 'config-rejected-by-openclaw' });
      expect(found?.title).toMatch(
        /^OpenClaw \S+ would refuse .*openclaw\.json; none is on the PATH to ask\.$/,
      );
      expect(found?.evidence).toContainEqual(
        `OpenClaw ${lastTouchedVersion} wrote the file last and may take it; it is not on the PATH, so it was not asked`,
      );
    });
  },
);

test.each(ACCEPTED)('accepted: %s', async (_name, setup) => {
  await inHome(async (home) => {
    expect(brief(await findingsOf(openclawConfig, await home.inputs(setup)))).toEqual(['pass']);
  });
});

test('the line is that of the file in which it stands', async () => {
  await inHome(async (home) => {
    const files = { '.openclaw/more.json5': '{\n  FOO: 1,\n}' };
    const context = await home.inputs({ config: { env: { $include: './more.json5' } }, files });
    const [found] = await findingsOf(openclawConfig, context);
    expect(found?.evidence[0]).toContain('more.json5:2:8: ');
  });
});

test('several faults are one finding', async () => {
  await inHome(async (home) => {
    const config = { meta: { lastTouchedAt: 'x' }, gateway: { mode: 'locl' } };
    const [found, ...more] = await findingsOf(openclawConfig, await home.inputs({ config }));
    expect(more).toEqual([]);
    expect(found?.steps?.[0]).toContain('meta has the unknown key "lastTouchedAt" (and 1 more, below)');
    expect(found?.remedy.join()).toContain('openclaw doctor --fix');
    expect(found?.evidence).toHaveLength(2);
    expect(found?.evidence[1]).toMatch(
      /openclaw\.json:\d+:\d+: gateway\.mode is "locl".*; did you mean local\?$/,
    );
  });
});

const openclaw = (version: string) => ({
  'bin/openclaw': '',
  'bin/package.json': JSON.stringify({ name: 'openclaw', version }),
});

test('another OpenClaw that cannot be asked may allow more', async () => {
  await inHome(async (home) => {
    const files = openclaw('2026.11.1');
    const context = await home.inputs({ block: { brandNew: 1 }, files, env: { PATH: home.at('bin') } });
    const found = await findingsOf(openclawConfig, context);
    expect(brief(found)).toEqual(['warn config-rejected-by-openclaw']);
    expect(found[0]?.evidence.at(-1)).toContain(
      '2026.11.1 could not be asked: `openclaw config validate` ENOENT',
    );
  });
});

test('another OpenClaw that says no', async () => {
  await inHome(async (home) => {
    const answer = { valid: false, issues: [{ path: 'models', message: 'Unrecognized key: "providers"' }] };
    const machine = { run: async () => ({ stdout: JSON.stringify(answer) }) };
    const setup = { files: openclaw('2026.11.1'), env: { PATH: home.at('bin') }, machine };
    const [found] = await findingsOf(openclawConfig, await home.inputs(setup));
    expect(found).toMatchObject({
      status: 'fail',
      cause: 'config-rejected-by-openclaw',
      title: expect.stringContaining('OpenClaw 2026.11.1 refuses'),
      evidence: [expect.stringMatching(/openclaw\.json:3:18: models: Unrecognized key: "providers"$/)],
    });
  });
});

test('what only a newer OpenClaw takes, the check of OpenClaw says better', async () => {
  await inHome(async (home) => {
    const stderr =
      'Config invalid\nProblem:\n  - models.providers.cloudflare-ai-gateway.apiKey: Invalid input: expected string, received object\n';
    const machine = { run: async () => ({ stdout: '', stderr }) };
    const setup = { files: openclaw('2026.2.23'), env: { PATH: home.at('bin') }, machine };
    expect(brief(await findingsOf(openclawConfig, await home.inputs(setup)))).toEqual(['skip']);
  });
});

test('the line says whose rules these are', async () => {
  await inHome(async (home) => {
    const [found] = await findingsOf(openclawConfig, await home.inputs());
    expect(found?.title).toBe('no errors for OpenClaw 2026.9.6');
    const old = await home.inputs({ files: openclaw('2026.2.23'), env: { PATH: home.at('bin') } });
    const [asked] = await findingsOf(openclawConfig, old);
    expect(asked?.title).toBe(
      'no errors for OpenClaw 2026.9.6; 2026.2.23 here could not be asked: `openclaw config get meta` ENOENT',
    );
  });
});
