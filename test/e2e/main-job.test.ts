import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { cfAig, Home } from './harness.js';

let sandbox: Sandbox;
let home: Home;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const env = () => ({
  HOME: home.path,
  CF_AIG_GATEWAY_ORIGIN: sandbox.gatewayOrigin,
  CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
});

const flags = () => [
  ...['--account-id', sandbox.accountId, '--gateway', sandbox.gateway],
  ...['--token-stdin', '--model', 'openai/gpt-4o-mini', '--no-input', '--json'],
];

const init = (...more: string[]) =>
  cfAig(['init', ...flags(), ...more], { env: env(), input: sandbox.token });

describe('from an empty home to a working setup', () => {
  test('init writes both files for their owner only, and proves that they work', async () => {
    const run = await init();
    const document = run.json();
    expect(document).toMatchObject({ schemaVersion: 1, command: 'init', ok: true, exitCode: 0 });
    expect(document.changes).toEqual([
      { file: home.dotenv, action: 'create' },
      { file: home.config, action: 'create' },
    ]);
    expect(document.doctor).toMatchObject({ ok: true, exitCode: 0, verdict: null });
    expect(run.code).toBe(0);
    expect([home.mode(home.config), home.mode(home.dotenv)]).toEqual(['600', '600']);
    expect(home.read(home.dotenv)).toBe(`CLOUDFLARE_AI_GATEWAY_API_KEY=${sandbox.token}\n`);
    expect(home.read(home.config)).not.toContain(sandbox.token);
  });

  test('the same again changes no byte', async () => {
    await init();
    const before = [home.read(home.config), home.read(home.dotenv)];
    const again = await init();
    expect(again.code).toBe(0);
    expect(again.json().changes.map(({ action }: { action: string }) => action)).toEqual(['none', 'none']);
    expect([home.read(home.config), home.read(home.dotenv)]).toEqual(before);
  });

  test('doctor passes with at most eight exchanges, none of which costs anything', async () => {
    await init();
    const before = sandbox.requests.length;
    const run = await cfAig(['doctor', '--json'], { env: env() });
    const made = sandbox.requests.slice(before);
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({
      schemaVersion: 1,
      command: 'doctor',
      ok: true,
      exitCode: 0,
      verdict: null,
    });
    for (const finding of run.json().findings) {
      expect(finding).toMatchObject({
        check: expect.any(String),
        status: expect.stringMatching(/^(pass|warn|fail|skip)$/),
        title: expect.any(String),
        evidence: expect.any(Array),
        remedy: expect.any(Array),
        durationMs: expect.any(Number),
      });
    }
    expect(made.length).toBeLessThanOrEqual(8);
    expect(made.filter(({ cost }) => cost > 0)).toEqual([]);
  });

  test.each([['--json'], ['--json', '--stream']])('test-model %s gets a reply', async (...more) => {
    await init();
    const run = await cfAig(['test-model', ...more], { env: env() });
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({
      schemaVersion: 1,
      command: 'test-model',
      ok: true,
      exitCode: 0,
      verdict: null,
      results: [
        {
          model: 'openai/gpt-4o-mini',
          ok: true,
          httpStatus: 200,
          firstByteMs: expect.any(Number),
          totalMs: expect.any(Number),
          inputTokens: expect.any(Number),
          outputTokens: expect.any(Number),
          cache: 'MISS',
          logId: expect.any(String),
          reply: expect.stringContaining('sandbox'),
          evidence: [],
          remedy: [],
        },
      ],
    });
  });

  test('--dry-run shows the changes without the token and writes nothing', async () => {
    const args = ['init', ...flags().filter((flag) => flag !== '--json'), '--dry-run'];
    const run = await cfAig(args, { env: env(), input: sandbox.token });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('+CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_[redacted]');
    expect(run.stdout + run.stderr).not.toContain(sandbox.token);
    expect(() => home.read(home.config)).toThrow('ENOENT');
  });

  test('a commented config keeps every line that is not edited', async () => {
    const written = [
      '// my agent',
      '{',
      '\tagents: { defaults: { workspace: "~/work", /* mine */ }, }, // keep',
      "\tgateway: { mode: 'local' },",
      '}',
      '',
    ];
    home.write(home.config, written.join('\r\n'));
    const run = await init();
    expect(run.code).toBe(0);
    expect(run.json().changes[1]).toMatchObject({ action: 'edit', backup: expect.any(String) });
    const after = home.read(home.config);
    expect(after.startsWith('// my agent\r\n{\r\n')).toBe(true);
    expect(after).toContain('workspace: "~/work", /* mine */');
    expect(after).toContain("\tgateway: { mode: 'local' },");
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(home.read(run.json().changes[1].backup)).toBe(written.join('\r\n'));
  });
});

describe('every recipe that can work', () => {
  const KEYS: Record<string, string> = {
    openai: 'sk-sandbox-provider-key-good',
    anthropic: 'sk-ant-sandbox-provider-key-good',
    google: 'AIza-sandbox-provider-key-good',
  };
  const MODELS: Record<string, string> = {
    compat: 'openai/gpt-4o-mini',
    openai: 'gpt-4o-mini',
    anthropic: 'claude-sonnet-5',
    google: 'gemini-2.5-flash',
    'workers-ai': '@cf/meta/llama-3.1-8b-instruct',
    rest: 'openai/gpt-4o-mini',
  };
  const rows = Object.keys(MODELS).flatMap((recipe) =>
    ['stored', 'own-key', 'own-key-open']
      .filter((pay) => recipe !== 'rest' || pay === 'stored')
      .map((pay): [string, string] => [recipe, pay]),
  );

  test.each(rows)('%s, %s: init, doctor and test-model', async (recipe, pay) => {
    const gateway = pay === 'own-key-open' ? 'open-gateway' : sandbox.gateway;
    const key = recipe === 'workers-ai' ? sandbox.token : (KEYS[recipe] ?? KEYS.openai);
    const args = ['--account-id', sandbox.accountId, '--gateway', gateway, '--recipe', recipe, '--pay', pay];
    const keyArgs = pay === 'stored' ? [] : ['--provider-key-env', 'MY_KEY'];
    const run = await cfAig(
      [
        'init',
        ...args,
        ...keyArgs,
        '--model',
        MODELS[recipe]!,
        '--token-env',
        'MY_TOKEN',
        '--no-input',
        '--json',
      ],
      { env: { ...env(), MY_TOKEN: sandbox.token, MY_KEY: key } },
    );
    expect(run.json()).toMatchObject({ exitCode: 0, doctor: { verdict: null } });
    const tested = await cfAig(['test-model', '--json', '--stream'], { env: env() });
    expect(tested.json()).toMatchObject({ ok: true, results: [{ ok: true, httpStatus: 200 }] });
  });
});

describe('what is broken is named, with the user’s own values', () => {
  test('a gateway that does not exist: bad-url, and the nearest that does', async () => {
    await init();
    home.write(home.config, home.read(home.config).replaceAll('/my-gateway/', '/my-gatway/'));
    for (const command of ['doctor', 'test-model']) {
      const run = await cfAig([command, '--json'], { env: env() });
      expect(run.code).toBe(12);
      expect(run.json().verdict).toMatchObject({ category: 'bad-url', cause: 'gateway-not-found' });
      expect(run.stdout).toContain('my-gatway');
      expect(run.stdout).toContain('my-gatway -> my-gateway in baseUrl');
    }
  });

  test('a token that nobody knows: bad-token', async () => {
    await init();
    home.write(
      home.dotenv,
      'CLOUDFLARE_AI_GATEWAY_API_KEY=cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000\n',
    );
    for (const command of ['doctor', 'test-model']) {
      const run = await cfAig([command, '--json'], { env: env() });
      expect(run.code).toBe(13);
      expect(run.json().verdict).toMatchObject({ category: 'bad-token', cause: 'token-unknown' });
      expect(run.stdout).toContain('CLOUDFLARE_AI_GATEWAY_API_KEY');
    }
  });

  test('a provider that refuses the key stored at Cloudflare: upstream-error', async () => {
    await init();
    home.write(home.config, home.read(home.config).replaceAll('openai/gpt-4o-mini', 'openai/fail-401'));
    for (const command of ['doctor', 'test-model']) {
      const run = await cfAig([command, '--json'], { env: env() });
      expect(run.code).toBe(15);
      expect(run.json().verdict).toMatchObject({
        category: 'upstream-error',
        cause: 'stored-key-rejected',
      });
    }
  });
});
