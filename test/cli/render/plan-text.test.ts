import { describe, expect, test } from '@jest/globals';
import { backupWarnings, planSummary } from '../../../src/cli/render/plan-text.js';
import { styleOf } from '../../../src/cli/render/style.js';
import type { FileWrite } from '../../../src/lib/files/write-files.js';
import { growth, QUADRATIC } from '../../growth.js';
import { memoryIo } from '../../memory-io.js';

test.each<[FileWrite[], string]>([
  [
    [
      { path: '/home/me/.env', before: null, after: 'A=1\n' },
      { path: 'openclaw.json', before: '{}\n', after: '{\n  a: 1\n}\n' },
    ],
    '2 files: ~/.env (new, 1 line), openclaw.json (+3 -1 lines), a backup is kept',
  ],
  [[{ path: 'a', before: 'x\n', after: 'x\ny\n' }], '1 file: a (+1 line), a backup is kept'],
  [
    [
      { path: 'a', before: 'x\n', after: 'x\n' },
      { path: 'b', before: 'x\n', after: '', remove: true },
    ],
    '1 file: b (removed), a backup is kept',
  ],
  [
    [
      { path: 'a', before: 'x\n', after: 'y\nz\n' },
      { path: 'b', before: 'x\ny\n', after: 'x\n' },
    ],
    '2 files: a (+2 -1 lines), b (-1 line), backups are kept',
  ],
  [[{ path: 'a', before: 'x', after: 'y', backup: false }], '1 file: a (+1 -1 lines)'],
])('%j is summed up', (writes, text) => {
  expect(planSummary({ writes }, { home: '/home/me' })).toBe(text);
});

const style = styleOf(memoryIo({}), 'stderr', {});

describe('a backup that has a secret', () => {
  const warnings = (before: string, after: string) =>
    backupWarnings(
      { writes: [{ path: '/a/.env', before, after }] },
      [{ path: '/a/.env', action: 'edit', backup: '/a/.env.bak' }],
      style,
    );

  test.each([
    ['that the file no longer has is named', 'A_TOKEN=abcd1234\n', 'A_TOKEN=other\n', true],
    ['that moved inside the file is not', 'A_TOKEN=abcd1234\n', 'B=abcd1234\n', false],
    ['of the file is not', 'A_TOKEN=abcd1234\n', 'A_TOKEN=abcd1234\nB=1\n', false],
  ])('%s', (_, before, after, isNamed) => {
    expect(warnings(before, after).includes('.env.bak')).toBe(isNamed);
  });

  test('is found in time in proportion to the file', () => {
    const input = (count: number) =>
      Array.from({ length: count }, (_, i) => `TOKEN_${i}=${Math.random()}abcd`).join('\n');
    expect(growth(input, (text) => warnings(text, `${text}\nB_TOKEN=new`), 5000)).toBeLessThan(QUADRATIC);
  });
});
