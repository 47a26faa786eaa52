import { expect, test } from '@jest/globals';
import { isPlaceholderKey } from '../../../src/gateway/credentials/placeholders.js';

test.each([
  ['my_key', true],
  ['my__api__key', true],
  ['MY_S_KEY', true],
  [`MY_${'S_'.repeat(40)}`, false],
])('%j as a placeholder for a key: %j', (text, is) => {
  expect(isPlaceholderKey(text)).toBe(is);
});
