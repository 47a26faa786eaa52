import { expect, test } from '@jest/globals';
import { isSamePath, isWithin } from '../../../src/lib/json5/paths.js';

test('a path is within itself and within what holds it', () => {
  expect(isWithin(['a', 0], ['a', 0])).toBe(true);
  expect(isWithin(['a', 0], ['a'])).toBe(true);
  expect(isWithin(['a', 0], [])).toBe(true);
  expect(isWithin(['a'], ['a', 0])).toBe(false);
  expect(isWithin(['a', '0'], ['a', 0])).toBe(false);
});

test('a path is the same only as one of the same length', () => {
  expect(isSamePath(['a', 0], ['a', 0])).toBe(true);
  expect(isSamePath(['a'], ['a', 0])).toBe(false);
  expect(isSamePath(['a', 0], ['a'])).toBe(false);
});
