import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { hang } from '../../../src/cli/render/hang.js';

test.each<[first: string, text: string, width: number, expected: string]>([
  ['  ', 'short', 40, '  short'],
  ['  Do    ', 'one two three four five six', 28, '  Do    one two three four\n        five six'],
  [' \u001b[32m✓\u001b[39m ', 'one two three four five six', 24, ' ✓ one two three four\n   five six'],
  ['', `a ${'x'.repeat(30)} b`, 20, `a\n${'x'.repeat(30)}\nb`],
  ['  ', 'one\ntwo', 40, '  one\n  two'],
  ['  ', '日本語の 文字は 二列分の 幅です', 22, '  日本語の 文字は\n  二列分の 幅です'],
  ['  ', 'at least twenty columns are left', 5, '  at least twenty\n  columns are left'],
])('%j %j in %d columns', (first, text, width, expected) => {
  expect(stripVTControlCharacters(hang(first, text, width))).toBe(expected);
});
