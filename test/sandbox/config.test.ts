import { describe, expect, test } from '@jest/globals';
import { readSandboxConfig } from '../../src/sandbox/config/config.js';
import { DEFAULT_CONFIG, SANDBOX_TOKENS } from '../../src/sandbox/config/defaults.js';

test('nothing given is the default', () => {
  expect(readSandboxConfig('{}')).toEqual(DEFAULT_CONFIG);
  expect(readSandboxConfig('// comments are fine\n{ gateways: [], }').gateways).toEqual([]);
});

test('what an entry leaves out has its default', () => {
  const [gateway] = readSandboxConfig("{ gateways: [{ id: 'mine', cacheTtl: 60 }] }").gateways;
  expect(gateway).toEqual({ ...DEFAULT_CONFIG.gateways[2], id: 'mine', cacheTtl: 60 });
  const [token] = readSandboxConfig("{ tokens: [{ value: 'x', permissions: ['ai-gateway-run'] }] }").tokens;
  expect(token).toEqual({
    value: 'x',
    kind: 'user',
    accountId: DEFAULT_CONFIG.accounts[0]?.id,
    permissions: ['ai-gateway-run'],
    status: 'active',
  });
});

test('null is not the default: a setting of DLP that is null turns it off', () => {
  const [gateway] = readSandboxConfig(
    "{ gateways: [{ id: 'x', dlp: { request: ['card'], setting: null }, guardrails: { setting: null } }] }",
  ).gateways;
  expect([gateway?.dlp, gateway?.guardrails]).toEqual([
    { request: ['card'], response: [], setting: null },
    { request: [], response: [], setting: null },
  ]);
  expect(() => readSandboxConfig('{ gateways: null }')).toThrow('config.gateways: expected a list, got null');
});

describe('clear errors', () => {
  test.each([
    ['{', 'invalid end of input at 1:2'],
    ['[]', 'config: expected an object, got []'],
    [
      '{ gateway: [] }',
      'config.gateway: unknown key; known are accounts, gateways, tokens, unifiedBilling, providers',
    ],
    ['{ gateways: {} }', 'config.gateways: expected a list, got {}'],
    [
      '{ gateways: [{}] }',
      'config.gateways[0].id: expected 1-64 of a-z 0-9 _ and single inner hyphens, got nothing',
    ],
    [
      "{ gateways: [{ id: 'x', cacheTTL: 1 }] }",
      /^config\.gateways\[0\]\.cacheTTL: unknown key; known are accountId, id,/,
    ],
    [
      "{ gateways: [{ id: 'x', authentication: 'yes' }] }",
      'config.gateways[0].authentication: expected true or false, got "yes"',
    ],
    [
      "{ gateways: [{ id: 'x', accountId: '00000000000000000000000000000000' }] }",
      'config.gateways[0].accountId: no account 00000000000000000000000000000000 in config.accounts',
    ],
    [
      "{ tokens: [{ value: 'x', status: 'lost' }] }",
      'config.tokens[0].status: expected one of active, disabled, expired, got "lost"',
    ],
    ["{ providers: { openai: { keys: 'x' } } }", 'config.providers.openai.keys: expected a list, got "x"'],
  ])('%s', (text, message) => {
    expect(() => readSandboxConfig(text)).toThrow(message);
  });
});

test('the tokens look like tokens and no two are alike', () => {
  const values = Object.values(SANDBOX_TOKENS).map(({ value }) => value);
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(value).toMatch(/^cf[ua]t_sandboxFAKEtoken\w+$/);
  expect(new Set(values.map(({ length }) => length))).toEqual(new Set([53]));
});
