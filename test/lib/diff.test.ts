import { describe, expect, test } from '@jest/globals';
import { applyPatch, createTwoFilesPatch, diffLines } from 'diff';
import { changedLines, unifiedDiff } from '../../src/lib/diff.js';
import fc from '../property.js';

describe('unifiedDiff', () => {
  test('nothing for equal texts', () => expect(unifiedDiff('a', 'x\n', 'x\n')).toBe(''));

  test('shows three lines around a change', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
    expect(unifiedDiff('dir/a.json', before, before.replace('5', 'five'))).toBe(
      [
        '--- dir/a.json',
        '+++ dir/a.json',
        '@@ -2,7 +2,7 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
        '',
      ].join('\n'),
    );
  });

  test('shows a new file, and a missing line break at its end', () => {
    expect(unifiedDiff('.env', null, 'A=1')).toBe(
      ['--- /dev/null', '+++ .env', '@@ -0,0 +1,1 @@', '+A=1', '\\ No newline at end of file', ''].join('\n'),
    );
  });

  test('shows a file that goes', () => {
    expect(unifiedDiff('.env', 'A=1\n', null)).toBe(
      ['--- .env', '+++ /dev/null', '@@ -1,1 +0,0 @@', '-A=1', ''].join('\n'),
    );
  });

  test('shows that only line endings changed', () => {
    expect(unifiedDiff('a', 'x\r\n', 'x\n')).toContain('-x\r\n+x\n');
  });

  test.each([
    ['/home/jürgen/.openclaw/openclaw.json', '/home/jürgen/.openclaw/openclaw.json'],
    ['/home/李/"my" files/.env', '/home/李/"my" files/.env'],
    ['C:\\Users\\jürgen\\.env', 'C:\\Users\\jürgen\\.env'],
    ['a\nb\u001b[31m\u009b', 'a\\u000ab\\u001b[31m\\u009b'],
  ])('names the file as it is, but for control characters: %j', (file, shown) => {
    expect(unifiedDiff(file, '', 'x\n').split('\n').slice(0, 2)).toEqual([`--- ${shown}`, `+++ ${shown}`]);
  });
});

test.each([
  ['a\nb\n', 'a\nc\nd\n', { added: 2, removed: 1 }],
  ['a\n', 'a\n', { added: 0, removed: 0 }],
  ['{}', '{}\n', { added: 1, removed: 1 }],
])('lines that change from %j to %j', (before, after, counts) => {
  expect(changedLines(before, after)).toEqual(counts);
});

/** Few different lines, so that many are equal; with and without a line break at the end. */
const someLines = fc
  .tuple(fc.array(fc.constantFrom('{', '}', '  a', '', 'b\r'), { maxLength: 14 }), fc.constantFrom('', '\n'))
  .map(([lines, end]) => lines.join('\n') + end);

/** Two texts with much in common. */
const editedText = fc
  .tuple(someLines, someLines, someLines, someLines)
  .map(([start, before, after, end]) => ({ before: start + before + end, after: start + after + end }));

describe('only the part that differs is compared', () => {
  test('the diff makes one text of the other', () => {
    fc.assert(
      fc.property(editedText, ({ before, after }) => {
        expect(applyPatch(before, unifiedDiff('a', before, after), { autoConvertLineEndings: false })).toBe(
          after,
        );
      }),
    );
  });

  test('as few lines are added and removed as if all of it were', () => {
    fc.assert(
      fc.property(editedText, ({ before, after }) => {
        const sum = (kind: 'added' | 'removed') =>
          diffLines(before, after).reduce((total, part) => total + (part[kind] ? part.count : 0), 0);
        expect(changedLines(before, after)).toEqual({ added: sum('added'), removed: sum('removed') });
        const hunks = unifiedDiff('a', before, after).split('\n').slice(2);
        const count = (sign: string) => hunks.filter((line) => line.startsWith(sign)).length;
        expect({ added: count('+'), removed: count('-') }).toEqual(changedLines(before, after));
      }),
    );
  });

  test('a changed line in a long text gives the same diff as the comparison of all of it', () => {
    const line = fc.constantFrom<string>('{', '}', '  a', '');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 90 }), fc.nat(), (lines, pick) => {
        const before = `${lines.join('\n')}\n`;
        const after = `${lines.with(pick % lines.length, 'new').join('\n')}\n`;
        const whole = createTwoFilesPatch('a', 'a', before, after, undefined, undefined, { context: 3 });
        expect(unifiedDiff('a', before, after).split('\n').slice(2)).toEqual(whole.split('\n').slice(4));
      }),
    );
  });
});
