// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import { describe, expect, test } from '@jest/globals';
import { readBlock } from '../../../src/openclaw/blocks/block.js';
import { configuredHeaders } from '../../../src/openclaw/secrets/block-headers.js';
import {
  containsSecret,
  describeOrigin,
  isSecret,
  keyProblems,
  secretProblems,
  variableProblems,
} from '../../../src/openclaw/secrets/credential-problems.js';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { readApiKey } from '../../../src/openclaw/secrets/references.js';
import { CONFIG, ENV, GATEWAY_URL, Home, KEY, TOKEN } from '../memory.js';

const block = (value: Record<string, unknown> = {}, id = 'own') =>
  readBlock(id, { baseUrl: `${GATEWAY_URL}/compat`, api: 'openai-completions', ...value });
const reference = (id: string) => ({ source: 'env', provider: 'default', id });

describe('the form of apiKey', () => {
  const problem = (apiKey: unknown, { sends = false, id = 'own', ...more }: Record<string, unknown> = {}) => {
    const found = block({ apiKey, ...more }, String(id));
    const [first, ...others] = keyProblems(found, readApiKey(apiKey, environmentOf({})), Boolean(sends));
    expect(others).toEqual([]);
    return first && { cause: first.cause, ...first.values };
  };

  test.each<[name: string, apiKey: unknown, more: Record<string, unknown>, problem: object | undefined]>([
    ['a key', KEY, {}, undefined],
    ['none', undefined, {}, { cause: 'api-key-missing' }],
    ['none, and requests are sent all the same', undefined, { sends: true }, undefined],
    [
      'none, of a provider that OpenClaw knows',
      undefined,
      { id: 'openai' },
      { cause: 'api-key-missing', tokenVariable: 'OPENAI_API_KEY' },
    ],
    [
      'a name',
      'MY_API_KEY',
      { id: 'openai' },
      {
        cause: 'api-key-bare-name',
        variable: 'MY_API_KEY',
        found: 'Authorization: Bearer MY_API_KEY',
        detail: 'OpenClaw would send Authorization: Bearer MY_API_KEY',
      },
    ],
    [
      'a name, in the header of another form',
      'MY_API_KEY',
      { api: 'anthropic-messages' },
      {
        cause: 'api-key-bare-name',
        variable: 'MY_API_KEY',
        found: 'x-api-key: MY_API_KEY',
        detail: 'OpenClaw would send x-api-key: MY_API_KEY',
      },
    ],
    [
      'a dollar sign',
      '$MY_API_KEY',
      {},
      {
        cause: 'api-key-dollar-form',
        variable: 'MY_API_KEY',
        found: 'Authorization: Bearer $MY_API_KEY',
        detail: 'OpenClaw would send Authorization: Bearer $MY_API_KEY',
      },
    ],
    [
      'the form of another program',
      'env:MY_API_KEY',
      {},
      {
        cause: 'api-key-wrong-reference',
        variable: 'MY_API_KEY',
        found: 'env:MY_API_KEY',
        detail: 'OpenClaw would send Authorization: Bearer env:MY_API_KEY',
      },
    ],
    ['the same without a variable', 'op://vault/item', {}, { cause: 'api-key-wrong-reference' }],
    [
      'a broken reference',
      { source: 'env', id: 'MY_API_KEY' },
      {},
      { cause: 'api-key-reference-malformed', variable: 'MY_API_KEY', detail: expect.any(String) },
    ],
    ['a number', 3, {}, { cause: 'api-key-reference-malformed', detail: expect.any(String) }],
  ])('%s', (_name, apiKey, more, expected) => {
    const found = problem(apiKey, more);
    expect(found).toEqual(expected && { ...expected });
  });

  test('a broken text is not shown: it may hold a secret', () => {
    expect(problem(`${'$$'}{MY_API_KEY}`)).toMatchObject({ cause: 'api-key-reference-malformed' });
    expect(problem(`${'$$'}{MY_API_KEY}`)).not.toHaveProperty('found');
  });
});

test.each<[isOne: boolean, texts: string[]]>([
  [true, ['abcdef123456', KEY, TOKEN, 'a'.repeat(12)]],
  [
    false,
    [
      '',
      'short',
      'a'.repeat(11),
      'two words here',
      'your-api-key',
      'MY_API_KEY',
      'openai:default',
      'env:MY_API_KEY',
      '${MY_API_KEY}',
    ],
  ],
])('a text is a secret: %s', (isOne, texts) => {
  for (const text of texts) expect([text, isSecret(text)]).toEqual([text, isOne]);
  expect(isSecret(undefined)).toBe(false);
});

describe('secrets in the config', () => {
  test.each<[name: string, header: string, values: string[], isOne: boolean]>([
    ['in a header for keys', 'x-api-key', ['abc', TOKEN, 'Bearer abc'], true],
    ['none in it', 'x-api-key', ['', ' ', 'Bearer ', 'your-api-key', '${MY_API_KEY}', 'MY_API_KEY'], false],
    [
      'in another header',
      'x-mine',
      [
        TOKEN,
        `Bearer ${TOKEN}`,
        'Bearer abcdef123456',
        'bearer:  abcdef123456',
        'Bearer Bearer abcdef123456',
      ],
      true,
    ],
    [
      'none in it',
      'x-mine',
      ['', 'abcdef123456', 'Bearer short', 'x bearer abcdef123456', ' abcdef123456 '],
      false,
    ],
  ])('%s: %s', (_name, header, values, isOne) => {
    for (const value of values) {
      const [found] = configuredHeaders(block({ headers: { [header]: value } }), environmentOf({}));
      expect([value, containsSecret(found!)]).toEqual([value, isOne]);
    }
  });

  const path = ['models', 'providers', 'own'];
  test.each<[name: string, apiKey: unknown, headers: Record<string, string>, paths: unknown[]]>([
    ['in apiKey', TOKEN, {}, [[...path, 'apiKey']]],
    ['in apiKey after Bearer', `Bearer:  Bearer ${TOKEN}`, {}, [[...path, 'apiKey']]],
    [
      'in a header',
      '${MY_API_KEY}',
      { 'x-api-key': 'abc', 'x-mine': 'abc' },
      [[...path, 'headers', 'x-api-key']],
    ],
    [
      'in both',
      TOKEN,
      { 'x-api-key': 'abc' },
      [
        [...path, 'apiKey'],
        [...path, 'headers', 'x-api-key'],
      ],
    ],
    ['nowhere', reference('MY_API_KEY'), {}, []],
    ['no placeholder', 'your-api-key', {}, []],
    ['no text with a word like bearer', 'x bearer abc', {}, []],
  ])('%s', (_name, apiKey, headers, paths) => {
    const own = block({ apiKey, headers });
    const environment = environmentOf({});
    const problems = secretProblems(
      own,
      readApiKey(apiKey, environment),
      configuredHeaders(own, environment),
    );
    expect(problems).toEqual(paths.map((one) => ({ cause: 'secret-in-config', values: {}, path: one })));
  });
});

describe('variables', () => {
  const problems = async (
    apiKey: unknown,
    { headers = {}, dotenv = '', env = {}, vars = {} }: Record<string, Record<string, string> | string> = {},
  ) => {
    const own = block({ apiKey, headers });
    const config = JSON.stringify({ env: { vars } });
    const home = new Home({ [CONFIG]: config, [ENV]: String(dotenv) }, env as Record<string, string>);
    const { environment } = await home.current();
    const found = variableProblems(
      own,
      readApiKey(apiKey, environment),
      configuredHeaders(own, environment),
      environment,
    );
    return found.map(({ cause, values, path }) => ({ cause, ...values, path: path.slice(3).join('.') }));
  };
  const NAME = reference('A_KEY');
  const at = { variable: 'A_KEY', path: 'apiKey' };
  test.each<[name: string, apiKey: unknown, setup: Parameters<typeof problems>[1], ...problems: object[]]>([
    ['all is well', NAME, { dotenv: 'A_KEY=1\n' }],
    ['missing', NAME, {}, { ...at, cause: 'variable-missing' }],
    [
      'missing, with another name',
      NAME,
      { dotenv: 'A_KYE=1\n' },
      { ...at, cause: 'variable-missing', nearest: 'A_KYE' },
    ],
    [
      'empty in a file',
      NAME,
      { dotenv: 'B=1\nA_KEY=\n' },
      { ...at, cause: 'variable-empty', envFile: ENV, line: '2' },
    ],
    ['exported empty', NAME, { env: { A_KEY: '' } }, { ...at, cause: 'variable-empty' }],
    [
      'exported empty, with a value in a file',
      NAME,
      { env: { A_KEY: '' }, dotenv: 'A_KEY=1\n' },
      { ...at, cause: 'variable-shadowed-by-empty', envFile: ENV, line: '1' },
    ],
    [
      'another value in a file',
      NAME,
      { env: { A_KEY: '2' }, dotenv: 'A_KEY=1\n' },
      {
        ...at,
        cause: 'variable-shadowed',
        envFile: ENV,
        line: '1',
        found: 'the environment',
        expected: `${ENV}:1`,
      },
    ],
    ['the same value in a file', NAME, { env: { A_KEY: '1' }, dotenv: 'A_KEY=1\n' }],
    [
      'another value in the config, which only fills gaps',
      NAME,
      { vars: { A_KEY: '2' }, dotenv: 'A_KEY=1\n' },
    ],
    ['in two places: once', NAME, { headers: { a: '${A_KEY}' } }, { ...at, cause: 'variable-missing' }],
    [
      'in a header',
      '${A_KEY}',
      { dotenv: 'A_KEY=1\n', headers: { a: '${B_KEY}' } },
      { variable: 'B_KEY', cause: 'variable-missing', nearest: 'A_KEY', path: 'headers.a' },
    ],
    ['a name that is sent as it is', 'A_KEY', {}],
    ['the form of another program', 'env:A_KEY', { headers: { 'x-api-key': 'env:B_KEY' } }],
  ])('%s', async (_name, apiKey, setup, ...expected) => {
    expect(await problems(apiKey, setup)).toEqual(expected);
  });
});

test.each([
  [{ kind: 'process' }, 'the environment'],
  [{ kind: 'config-env' }, "the config's env.vars"],
  [{ kind: 'state-env', file: '/a/.env', line: 3 }, '/a/.env:3'],
  [{ kind: 'state-env', file: '/a/.env' }, '/a/.env'],
  [{ kind: 'state-env' }, 'state-env'],
])('the place %j is %s', (origin, text) => {
  expect(describeOrigin(origin)).toBe(text);
});
