import { expect, test } from '@jest/globals';
import measure from 'fast-string-truncated-width';
import {
  abbreviate,
  displayWidth,
  dollars,
  left,
  right,
  seconds,
  truncate,
} from '../../../src/cli/render/columns.js';

const UNICODE = { unicode: true };
const ASCII = { unicode: false };

test.each([
  ['abcdef', 6, 'abcdef', 'abcdef'],
  ['abcdefg', 6, 'abcde…', 'abcde~'],
  ['it’s too long', 6, 'it’s …', 'it’s ~'],
  ['’’’’’’’’', 6, '’’’’’…', '’’’’’~'],
  ['', 3, '', ''],
])('%s in %d columns', (text, width, unicode, ascii) => {
  expect([truncate(text, width, UNICODE), truncate(text, width, ASCII)]).toEqual([unicode, ascii]);
  expect(left(text, width, UNICODE)).toHaveLength(width);
  expect(right(text, width, UNICODE)).toHaveLength(width);
});

test.each([
  [undefined, ''],
  [0, '$0'],
  [0.000_000_06, '<$0.00001'],
  [0.0000111, '$0.000011'],
  [0.0042, '$0.0042'],
  [0.5, '$0.50'],
  [12.345, '$12.35'],
  [1234.5, '$1235'],
])('%d dollars', (value, text) => {
  expect(dollars(value)).toBe(text);
});

test.each([
  [undefined, ''],
  [12.4, '12 ms'],
  [9999, '9999 ms'],
  [12_345, '12.3 s'],
])('%d ms', (ms, text) => {
  expect(seconds(ms)).toBe(text);
});

test.each([
  [999, '999'],
  [9999, '9999'],
  [12_345, '12.3k'],
  [1_234_567, '1.23M'],
  [5e9, '5G'],
])('%d', (value, text) => {
  expect(abbreviate(value)).toBe(text);
});

test('every character takes as many columns as the tables say', () => {
  const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
  const wrong = characters.filter((one) => displayWidth(one) !== measure(one).width);
  expect(wrong).toEqual([]);
  expect(['✔️', 'a✔', '–👍', '漢字', '\u001b[31mred\u001b[39m'].map(displayWidth)).toEqual([2, 2, 3, 4, 3]);
});
