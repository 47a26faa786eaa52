import { expect, test } from '@jest/globals';
import { trimEnd } from '../../../src/lib/text/trim-end.js';
import { growth, QUADRATIC } from '../../growth.js';

test.each([
  ['https://host/a//', '/', 'https://host/a'],
  ['//', '/', ''],
  ['', '/', ''],
  ['/a/b', '/', '/a/b'],
  ['what?!..', '.!?', 'what'],
])('%j without %j at its end', (text, characters, expected) => {
  expect(trimEnd(text, characters)).toBe(expected);
});

test('time grows with the text', () => {
  expect(
    growth(
      (count) => `${'/'.repeat(count)}a`,
      (text) => trimEnd(text, '/'),
      10_000,
    ),
  ).toBeLessThan(QUADRATIC);
});
