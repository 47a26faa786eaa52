import { expect, test } from '@jest/globals';
import { visible, visibleValue } from '../../../src/lib/text/visible.js';

test.each([
  ['a colour', 'a\u001b[31mb', 'a\\u001b[31mb'],
  ['the clipboard', '\u001b]52;c;aGk=\u0007', '\\u001b]52;c;aGk=\\u0007'],
  ['C1', '\u009b31m', '\\u009b31m'],
  ['a carriage return', 'all well\rno', 'all well\\u000dno'],
  ['a backspace, a null, DEL', '\b\0\u007f', '\\u0008\\u0000\\u007f'],
  ['reversed text', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['what is not seen', 'gpt\u200b-4\u2060o\ufeff', 'gpt\\u200b-4\\u2060o\\ufeff'],
  ['tags, as JSON writes them', 'a\u{e0041}\u{e01ef}', 'a\\udb40\\udc41\\udb40\\uddef'],
  ['line separators', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['half a pair', '\ud83d \udc4b', '\\ud83d \\udc4b'],
  ['joined emoji and letters, which stay', '👩‍💻 ❤️ می‌خواهم', '👩‍💻 ❤️ می‌خواهم'],
  ['lines and tabs, which stay', 'a\tb\r\nc\n', 'a\tb\nc\n'],
  ['other languages, which stay', 'Grüße 你好 👋🏽 שלום', 'Grüße 你好 👋🏽 שלום'],
])('%s', (_name, text, expected) => {
  expect(visible(text)).toBe(expected);
});

test('all of a JSON value, keys too', () => {
  expect(visibleValue({ 'k\u001b': ['\u0007', { n: 1, no: null }] })).toEqual({
    'k\\u001b': ['\\u0007', { n: 1, no: null }],
  });
});
