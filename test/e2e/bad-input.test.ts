import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Home, runInProcess } from './harness.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const run = (args: string[], input = '', env: NodeJS.ProcessEnv = {}) =>
  runInProcess(args, { env: { HOME: home.path, ...env }, input });

/** Long lines are broken for the terminal: as one line again. */
const unwrapped = (text: string) => text.replace(/\s+/g, ' ');

const initWith = (changes: Record<string, string>) => {
  const flags: Record<string, string> = {
    '--account-id': ACCOUNT,
    '--gateway': 'my-gateway',
    '--model': 'openai/gpt-4o-mini',
    ...changes,
  };
  return ['init', '--no-input', '--token-stdin', ...Object.entries(flags).flat()];
};

describe('flags that cannot be right end with exit code 2, the reason and the right form', () => {
  test.each<[string, string[], string, RegExp]>([
    [
      'account ID too short',
      initWith({ '--account-id': 'abc123' }),
      TOKEN,
      /--account-id.*6 characters.*32 characters/s,
    ],
    [
      'account ID in capitals',
      initWith({ '--account-id': ACCOUNT.toUpperCase() }),
      TOKEN,
      new RegExp(ACCOUNT),
    ],
    ['gateway in capitals', initWith({ '--gateway': 'My Gateway' }), TOKEN, /--gateway.*my-gateway/s],
    ['token in quotes', initWith({}), `"${TOKEN}"`, /quotes/],
    ['token with a space', initWith({}), 'cfut_FAKE fake', /space/],
    ['token with a newline inside', initWith({}), `${TOKEN}\nmore`, /line/],
    ['token with Bearer', initWith({}), `Bearer ${TOKEN}`, /Bearer/],
    ['a provider’s key as token', initWith({}), 'sk-ant-fake-fake-fake-fake-fake-fake', /Anthropic/],
    ['an empty token', initWith({}), '', /stdin is empty/],
    ['an unknown recipe', initWith({ '--recipe': 'compact' }), TOKEN, /Did you mean compat/],
    ['an unknown provider', initWith({ '--provider': 'opena' }), TOKEN, /Did you mean openai/],
    [
      'rest with an own key',
      initWith({ '--recipe': 'rest', '--pay': 'own-key-open' }),
      TOKEN,
      /--pay stored/,
    ],
    ['an unknown command', ['docter'], '', /Did you mean doctor/],
    ['an unknown flag', ['doctor', '--offlin'], '', /Did you mean --offline/],
    ['a timeout that is none', ['doctor', '--timeout', 'soon'], '', /--timeout.*milliseconds/s],
  ])('%s', async (_title, args, input, message) => {
    const { code, stderr, stdout } = await run(args, input);
    expect(unwrapped(stderr)).toMatch(message);
    expect(stderr).not.toContain(TOKEN);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(() => home.read(home.config)).toThrow('ENOENT');
  });

  test('everything that is missing is listed at once', async () => {
    const { code, json } = await run(['init', '--no-input', '--json']);
    expect(code).toBe(2);
    expect(json()).toMatchObject({ schemaVersion: 1, command: 'init', ok: false, exitCode: 2 });
    expect(json().error.missing).toEqual([
      { flag: '--account-id', env: 'CLOUDFLARE_ACCOUNT_ID', why: expect.any(String) },
      { flag: '--gateway', env: 'CLOUDFLARE_AI_GATEWAY_ID', why: expect.any(String) },
      { flag: '--token-stdin', env: 'CLOUDFLARE_AI_GATEWAY_API_KEY', why: expect.any(String) },
      { flag: '--model', why: expect.any(String) },
    ]);
  });

  test('--token works, with a warning that it can be seen', async () => {
    const { stderr } = await run([
      ...[
        'init',
        '--no-input',
        '--account-id',
        ACCOUNT,
        '--gateway',
        'my-gateway',
        '--model',
        'openai/gpt-4o-mini',
      ],
      ...['--token', TOKEN, '--no-check'],
    ]);
    expect(stderr).toMatch(/visible to other users/);
    expect(home.read(home.dotenv)).toContain(TOKEN);
    expect(stderr).not.toContain(TOKEN);
  });
});

describe('a config that cannot be read or edited is named, and left as it is', () => {
  const CONFIGS: [string, string, RegExp, string][] = [
    [
      'a syntax error',
      '{\n  models: {\n    x: [1,, 2]\n  }\n}\n',
      /openclaw\.json:3:\d+.*\[1,, 2\]/s,
      'config-syntax',
    ],
    ['an array', '[]\n', /array/i, 'config-wrong-type'],
    ['a string', '"hello"\n', /string/i, 'config-wrong-type'],
    ['a wrong type on the way', '{ models: { providers: [] } }\n', /models\.providers/, 'config-wrong-type'],
  ];

  test.each(CONFIGS)('%s', async (_title, text, message, cause) => {
    home.write(home.config, text);
    for (const args of [initWith({}), ['doctor'], ['test-model']]) {
      const { code, stdout, stderr } = await run(args, TOKEN);
      expect(unwrapped(stdout + stderr)).toMatch(message);
      expect(code).toBe(10);
    }
    const { json } = await run(['doctor', '--json']);
    expect(json().verdict).toEqual({ category: 'config', cause });
    expect(home.read(home.config)).toBe(text);
  });

  test('an empty file is filled', async () => {
    home.write(home.config, '');
    const { code } = await run([...initWith({}), '--no-check'], TOKEN);
    expect(code).toBe(0);
    expect(home.read(home.config)).toContain('cloudflare-ai-gateway');
  });

  test('a directory in its place', async () => {
    mkdirSync(home.config, { recursive: true });
    const { code, stderr } = await run(initWith({}), TOKEN);
    expect(stderr).toMatch(/directory/);
    expect(code).toBe(10);
  });

  test('a dangling symlink is not replaced', async () => {
    mkdirSync(dirname(home.config), { recursive: true });
    symlinkSync('/nowhere/openclaw.json', home.config);
    const { code, stderr } = await run(initWith({}), TOKEN);
    expect(stderr).toMatch(/link/);
    expect(code).toBe(10);
  });
});

describe('under --json every end is one document', () => {
  test.each<[string[], number]>([
    [['docter', '--json'], 2],
    [['doctor', '--json', '--offlin'], 2],
    [['doctor', '--json', '--timeout', '0'], 2],
    [['doctor', '--json'], 10],
    [['test-model', '--json'], 10],
    [['explain', '--json', 'the weather is fine'], 3],
    [['sandbox', '--json', '--scenario', 'gateway-not-fund'], 2],
    [['sandbox', '--json', '--port', 'http'], 2],
    [['help', 'nope', '--json'], 2],
  ])('%j', async (args, exitCode) => {
    const { code, json } = await run(args);
    expect(json()).toMatchObject({ schemaVersion: 1, ok: false, exitCode });
    expect(code).toBe(exitCode);
  });
});

test.each([
  ['CF_AIG_GATEWAY_ORIGIN', 'bogus'],
  ['CLOUDFLARE_API_BASE_URL', 'ftp://127.0.0.1'],
])('%s = %s is wrong usage', async (name, value) => {
  const { code, json } = await run(['doctor', '--json'], '', { [name]: value });
  expect(json().error.message).toContain(name);
  expect(code).toBe(2);
});

test('more on stdin than any token has is wrong usage', async () => {
  const { code, stderr } = await run(initWith({}), 'x'.repeat(200_000));
  expect(stderr).toMatch(/too long for a token/);
  expect(code).toBe(2);
});

test('a secret that is also a word of the program does not end doctor', async () => {
  await run(initWith({}).concat('--no-check'), TOKEN);
  home.write(home.dotenv, `${home.read(home.dotenv)}MY_SECRET=connection\nMY_PASSWORD=fail\n`);
  const { code, stdout } = await run(['doctor', '--offline']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Verdict: /m);
});
