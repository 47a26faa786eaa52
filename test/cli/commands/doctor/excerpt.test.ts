import { describe, expect, test } from '@jest/globals';
import { excerpt } from '../../../../src/cli/commands/doctor/excerpt.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
const show = (text: string, line: number, column: number, width = 40) =>
  `\n${excerpt(text, { line, column }, width).join('\n')}\n`;

describe('the caret is below the place', () => {
  test('with the line before, where the mistake often is', () => {
    expect(show('{\n  a: 1\n  b: 2\n}', 3, 3)).toBe(`
2 |   a: 1
3 |   b: 2
  |   ^
`);
  });
  test('without the line before, if that is empty or there is none', () => {
    expect(show('\n{,}', 2, 2)).toBe(`
2 | {,}
  |  ^
`);
    expect(show('{,}', 1, 2)).toBe(`
1 | {,}
  |  ^
`);
  });
  test('with tabs, and Windows line breaks', () => {
    expect(show('{\r\n\ta:\t1,,\r\n}', 2, 7)).toBe(`
1 | {
2 |   a:  1,,
  |         ^
`);
  });
  test('at the end of the file', () => {
    expect(show('{\n  a: 1', 2, 7)).toBe(`
1 | {
2 |   a: 1
  |       ^
`);
  });
  test('with line numbers of different lengths', () => {
    expect(show(`{${'\n'.repeat(8)}a\nb`, 10, 1)).toBe(`
 9 | a
10 | b
   | ^
`);
  });
});

test.each<[string, column: number, string]>([
  [
    'near its start',
    5,
    `
1 | { cd fghi abcd fghi abcd fghi ab...
  |     ^
`,
  ],
  [
    'in its middle',
    52,
    `
1 | ...hi abcd fghi abcd fghi abcd f...
  |                  ^
`,
  ],
  [
    'at its end',
    99,
    `
1 | ...i abcd fghi abcd fghi abcd fghi
  |                                  ^
`,
  ],
])('a long line is cut around the column: %s', (_name, column, expected) => {
  const text = `{ cd fghi ${'abcd fghi '.repeat(9)}`;
  const lines = show(text, 1, column, 39);
  expect(lines).toBe(expected);
  const [source = '', caret = ''] = excerpt(text, { line: 1, column }, 39);
  expect(source[caret.indexOf('^')]).toBe(text[column - 1]);
});

describe('secrets are masked', () => {
  test.each<[string, string, column: number]>([
    ['before the mistake', `{ apiKey: "${TOKEN}",, }`, 67],
    ['behind it', `{ ,, apiKey: "${TOKEN}" }`, 4],
    ['at it', `{ apiKey: "${TOKEN}`, 30],
    ['without the form of one', '{ apiKey: "hunter2-hunter2",, }', 27],
  ])('%s', (_name, text, column) => {
    const lines = show(text, 1, column, 90);
    expect(lines).not.toMatch(/FAKE|hunter/);
    expect(lines).toContain('[redacted]');
  });
  test('the caret stays at its character', () => {
    const [source = '', caret = ''] = excerpt(`{ apiKey: "${TOKEN}",, }`, { line: 1, column: 67 }, 90);
    expect(source.slice(caret.indexOf('^'))).toBe(', }');
  });
});

test('control characters do not reach the terminal', () => {
  expect(excerpt('{ \u001b[31m,, }', { line: 1, column: 3 }, 40)[0]).toBe('1 | {  [31m,, }');
});
