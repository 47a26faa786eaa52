import { describe, expect, test } from '@jest/globals';
import { readClient, type SetupOptions } from '../../../src/cli/clients/read-client.js';
import { UsageError } from '../../../src/cli/shared/errors.js';

const GATEWAY = 'https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/my-gateway';
const REST = 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1';
const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake1';
const ENV = {
  TOKEN,
  KEY: 'sk-FAKEfakeFAKEfake',
  EMPTY: '',
  BLANK: ' \n',
  SPLIT: `${TOKEN}\n${TOKEN}`,
  TEAM: 'agents',
};
const WHOLE: SetupOptions = {
  baseUrl: `${GATEWAY}/compat`,
  api: 'openai-completions',
  model: ['openai/gpt-4o'],
  tokenEnv: 'TOKEN',
};

const read = (options: SetupOptions, named?: string[]) => readClient({ env: ENV }, options, named);

function errorOf(options: SetupOptions): UsageError {
  try {
    read(options);
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error('it was accepted');
}

test('without a flag of a client there is none', () => {
  expect(read({ config: 'x', fix: true }, ['openai/gpt-4o'])).toBeUndefined();
});

describe('where the token goes', () => {
  test.each<[string, Partial<SetupOptions>, string]>([
    ['to a gateway', {}, 'cf-aig-authorization'],
    ['to the REST API', { baseUrl: REST }, 'authorization'],
    ['as the flag says', { tokenHeader: 'x-api-key' }, 'x-api-key'],
  ])('%s', (_name, options, header) => {
    expect(read({ ...WHOLE, ...options })?.tokenHeader).toBe(header);
  });

  test('not into the header of the key', () => {
    const error = errorOf({ ...WHOLE, keyEnv: 'KEY', tokenHeader: 'authorization' });
    expect(error.message).toBe('the token and the key would both be in the header authorization');
  });
});

describe('what is missing is listed at once', () => {
  test.each<[string, SetupOptions, string[]]>([
    ['all but the base URL', { baseUrl: GATEWAY }, ['--api', '--model', '--token-env']],
    ['the base URL', { ...WHOLE, baseUrl: undefined }, ['--base-url']],
    ['an empty base URL', { ...WHOLE, baseUrl: '' }, ['--base-url']],
    ['nothing, if a key alone is sent', { ...WHOLE, tokenEnv: undefined, keyEnv: 'KEY' }, []],
    [
      'the token whose header is named',
      { ...WHOLE, tokenEnv: undefined, keyEnv: 'KEY', tokenHeader: 'api-key' },
      ['--token-env'],
    ],
    ['a variable', { ...WHOLE, tokenEnv: 'NOPE', keyEnv: 'EMPTY' }, ['--token-env NOPE', '--key-env EMPTY']],
    [
      'a blank variable and model',
      { ...WHOLE, tokenEnv: 'BLANK', model: [' '] },
      ['--model', '--token-env BLANK'],
    ],
    ['a variable with the name of a method', { ...WHOLE, tokenEnv: 'toString' }, ['--token-env']],
    ['a variable of a header', { ...WHOLE, header: [`x-team=\${NOPE}`] }, ['--header x-team NOPE']],
  ])('%s', (_name, options, missing) => {
    const found = missing.length ? (errorOf(options).details.missing ?? []) : [];
    expect(found.map(({ flag, env }) => [flag, env].filter(Boolean).join(' '))).toEqual(missing);
    if (!missing.length) expect(read(options)).toBeDefined();
  });

  test('a model may be named without a flag', () => {
    expect(read({ ...WHOLE, model: undefined }, ['openai/gpt-5'])?.model).toBe('openai/gpt-5');
  });
});

test.each<[string, Partial<SetupOptions>]>([
  ['--config', { config: 'openclaw.json' }],
  ['--env-file', { envFile: '.env' }],
  ['--profile', { profile: 'work' }],
  ['--provider-id', { providerId: 'other' }],
  ['--fix', { fix: true }],
  ['--all', { all: true }],
])('%s is for OpenClaw only', (flag, options) => {
  const { message, exitCode } = errorOf({ ...WHOLE, ...options });
  expect({ message, exitCode }).toEqual({
    message: `${flag} has no meaning for another client than OpenClaw`,
    exitCode: 2,
  });
});

describe('headers', () => {
  test('in lower case, with the values of variables', () => {
    const client = read({ ...WHOLE, header: [`CF-AIG-Metadata={"team": "\${TEAM}"}`, 'x-a = b=c'] });
    expect(client).toMatchObject({
      headers: { 'cf-aig-metadata': '{"team": "agents"}', 'x-a': 'b=c' },
      headerVariables: ['TEAM'],
    });
  });

  test.each<[string, string, RegExp]>([
    ['without a value', 'x-team=', /needs a name and a value/],
    ['without a name', '=x', /needs a name and a value/],
    ['a name that HTTP forbids', 'x team=a', /needs a name and a value/],
    ['a credential', `Authorization=Bearer ${TOKEN}`, /a credential has flags of its own/],
    ['the length of the body', 'Content-Length=5', /belongs to the connection/],
    ['a way to send the body', 'transfer-encoding=chunked', /belongs to the connection/],
    ['a line break', 'x-a=b\nc', /cannot be sent/],
  ])('not %s', (_name, header, message) => {
    expect(errorOf({ ...WHOLE, header: [header] }).message).toMatch(message);
  });
});

test('a value with a line break is refused before it looks like a fault of the connection', () => {
  const { message, exitCode } = errorOf({ ...WHOLE, tokenEnv: 'SPLIT' });
  expect([message, exitCode]).toEqual(['the value of SPLIT cannot be sent in a header', 2]);
});

test('a token in the place of a name is never repeated', () => {
  const { message, hint, details } = errorOf({ ...WHOLE, tokenEnv: TOKEN, keyEnv: 'abc123' });
  expect(JSON.stringify({ message, hint, details })).not.toMatch(/cfut_|abc123/);
});
