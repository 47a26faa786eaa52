import { describe, expect, test } from '@jest/globals';
import type { Target } from '../../src/openclaw/target.js';
import { findKeyProblem, findTokenProblem, sendsTokenAsKey } from '../../src/openclaw/token-problem.js';
import { GATEWAY_URL, KEY, TOKEN } from './memory.js';
import { REST, reference, TOKEN_VARIABLE, targetWith } from './target-with.js';

describe('the form of the gateway token', () => {
  const other = { value: TOKEN, place: '.env', winner: 'the shell', exported: TOKEN_VARIABLE };
  test('has nothing against it', () => {
    expect(findTokenProblem(targetWith({}))).toBeUndefined();
    expect(findTokenProblem(targetWith({}, { [TOKEN_VARIABLE]: undefined }))).toBeUndefined();
  });

  test('is no token', () => {
    const problem = findTokenProblem(targetWith({}, { [TOKEN_VARIABLE]: `"${TOKEN}"` }));
    expect(problem?.cause).toBe('token-malformed');
    expect(problem?.values.detail).toMatch(/quot/);
  });

  test('is no token, and another place has an intact one', () => {
    const bad = { ...other, value: 'x' };
    const target = targetWith({}, { [TOKEN_VARIABLE]: `"${TOKEN}"` }, { otherTokens: [bad, other] });
    expect(findTokenProblem(target)).toEqual({
      cause: 'variable-shadowed',
      values: { variable: TOKEN_VARIABLE, found: 'the shell', expected: '.env', exported: TOKEN_VARIABLE },
    });
    expect(findTokenProblem({ ...target, otherTokens: [bad] })?.cause).toBe('token-malformed');
  });

  test('does not count if the token is in a header with a slip in its name', () => {
    const block = { headers: { 'cf-aig-authorisation': `Bearer ${TOKEN}` } };
    expect(findTokenProblem(targetWith(block, { [TOKEN_VARIABLE]: `"${TOKEN}"` }))).toBeUndefined();
  });
});

/** In whose place OpenClaw would send the variable. */
const NO_VARIABLE = { [TOKEN_VARIABLE]: undefined };

/** The token in a header of its own, and the key in apiKey. */
const withKey = (apiKey: string, route = 'openai') => ({
  baseUrl: `${GATEWAY_URL}/${route}`,
  apiKey,
  headers: { 'cf-aig-authorization': `Bearer ${TOKEN}` },
});

describe('the form of the provider key', () => {
  test('is that of a placeholder', () => {
    expect(findKeyProblem(targetWith(withKey('your-api-key'), NO_VARIABLE))).toEqual({
      cause: 'provider-key-is-placeholder',
      values: { found: 'your-api-key', variable: undefined },
    });
  });

  test.each([
    ['a key', withKey(KEY)],
    ['a placeholder for a custom provider', withKey('your-api-key', 'custom-mine')],
    ['the token', withKey(TOKEN)],
    ['no key', { apiKey: reference(TOKEN_VARIABLE) }],
  ])('has nothing against it: %s', (_, block) => {
    expect(findKeyProblem(targetWith(block, NO_VARIABLE))).toBeUndefined();
  });
});

describe('the token as the key of a provider', () => {
  const sent = { sentAuth: { providerKeyIs: 'gateway-token' } } as Target['access'];
  test.each<[what: string, block: Record<string, unknown>, model: string, expected: boolean]>([
    ['a provider that cannot know it', withKey(TOKEN), 'gpt-4o', true],
    ['a key', withKey(KEY), 'gpt-4o', false],
    ['Workers AI', withKey(TOKEN, 'workers-ai/v1'), '@cf/meta/llama-3.1-8b-instruct', false],
    ['no provider that is known', withKey(TOKEN, 'compat'), 'x', false],
  ])('%s', (_, block, model, expected) => {
    expect(sendsTokenAsKey(targetWith(block, NO_VARIABLE, {}, model))).toBe(expected);
  });

  test('not on the API, which knows it', () => {
    expect(sendsTokenAsKey(targetWith({ baseUrl: REST }, {}, { access: sent }))).toBe(false);
  });
});
