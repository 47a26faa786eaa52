import { expect, test } from '@jest/globals';
import { wildcard } from '../../../src/lib/text/wildcard.js';

test.each([
  ['token', 'token', true],
  ['token', 'token-fake', false],
  ['token-*', 'token-fake', true],
  ['*-fake', 'token-fake-too', false],
  ['to*ke*', 'token-fake', true],
  ['to.en', 'token', false],
])('%s, %s: %s', (pattern, text, matches) => {
  expect(wildcard(pattern).test(text)).toBe(matches);
});

test('what * stands for can be narrowed', () => {
  expect(wildcard('openai/*').test('openai/gpt/5')).toBe(true);
  expect(wildcard('openai/*', '[^/]*').test('openai/gpt/5')).toBe(false);
});
