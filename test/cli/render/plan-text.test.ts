import { expect, test } from '@jest/globals';
import { planSummary } from '../../../src/cli/render/plan-text.js';
import type { FileWrite } from '../../../src/lib/files/write-files.js';

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
