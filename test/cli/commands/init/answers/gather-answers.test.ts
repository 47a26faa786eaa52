import { describe, expect, test } from '@jest/globals';
import { resolveAnswers } from '../../../../../src/cli/commands/init/answers/gather-answers.js';

const resolve = (model: string, more: { moreModels?: string[]; fallbacks?: string[] }) =>
  resolveAnswers({ given: { model, ...more }, proposed: {} });

describe('a fallback', () => {
  test.each([
    ['with its provider', 'openai/gpt-4o-mini', 'anthropic/claude-haiku-4-5', 'anthropic/claude-haiku-4-5'],
    ['a well-known name', 'openai/gpt-4o-mini', 'claude-haiku-4-5', 'anthropic/claude-haiku-4-5'],
    [
      'with a misspelt provider',
      'openai/gpt-4o-mini',
      'antropic/claude-haiku-4-5',
      'anthropic/claude-haiku-4-5',
    ],
    ['any other name: the primary model’s provider', 'openai/gpt-4o-mini', 'next-model', 'openai/next-model'],
    [
      'a name with a slash, of a provider that has such',
      'groq/openai/gpt-oss-120b',
      'unknown/model',
      'groq/unknown/model',
    ],
  ])('%s', (_name, model, fallback, expected) => {
    expect(resolve(model, { fallbacks: [fallback] }).fallbacks).toEqual([expected]);
  });

  test.each([
    ['the ref in openclaw.json', 'cloudflare-ai-gateway-anthropic/anthropic/claude-haiku-4-5'],
    ['an unknown provider', 'zzzz/some-model'],
    ['nothing', ''],
  ])('%s is refused', (_name, fallback) => {
    expect(() => resolve('openai/gpt-4o-mini', { fallbacks: [fallback] })).toThrow(/^--fallback: /);
  });

  test('is listed once', () => {
    const fallbacks = ['anthropic/claude-haiku-4-5', 'claude-haiku-4-5'];
    expect(resolve('openai/gpt-4o-mini', { fallbacks }).fallbacks).toEqual(['anthropic/claude-haiku-4-5']);
  });
});

test('a further model with an unknown provider is refused', () => {
  expect(() => resolve('openai/gpt-4o-mini', { moreModels: ['zzzz/some-model'] })).toThrow(/^--model: /);
});

test('a misspelt provider of the primary model is not doubled', () => {
  expect(resolve('antropic/claude-haiku-4-5', {}).model).toBe('anthropic/claude-haiku-4-5');
});

test.each([
  ['anthropic', 'sk-ant-FAKEfakeFAKEfakeFAKEfake'],
  [undefined, 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake000'],
])('a credential in place of the model is refused, and not repeated: recipe %s', (recipe, model) => {
  let message = '';
  try {
    resolveAnswers({ given: { model, recipe }, proposed: {} });
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toBe('--model: This is a key or a token, not a model id.');
});
