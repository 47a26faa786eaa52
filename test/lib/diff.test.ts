import { describe, expect, test } from '@jest/globals';
import { changedLines, unifiedDiff } from '../../src/lib/diff.js';

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
