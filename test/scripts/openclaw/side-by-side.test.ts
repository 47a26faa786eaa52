import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FAULTS } from '../../../scripts/openclaw/side-by-side/faults.js';
import { sideBySideTable } from '../../../scripts/openclaw/side-by-side/write-table.js';

const row = (openclaw: string, cfAig: string) =>
  sideBySideTable([
    {
      fault: 'a fault',
      openclaw: { text: openclaw, seconds: 14.44 },
      cfAig: { text: cfAig, seconds: 0.51 },
    },
  ])
    .split('\n')
    .at(-1);

test('a row has the first sentence of each, without a sign in front of it, and the seconds', () => {
  expect(row('⚠️ It failed (HTTP 401). Try again.', 'The name is wrong.')).toBe(
    '| a fault | It failed (HTTP 401). | The name is wrong. | 14.4 s | 0.5 s |',
  );
});

test('a remark in brackets that goes on over lines, with a path of this machine, is left out', () => {
  expect(row('agent: no secrets (gateway\nConfig: /tmp/x/openclaw.json). Then retry.', 'x')).toBe(
    '| a fault | agent: no secrets. | x | 14.4 s | 0.5 s |',
  );
});

test('account IDs are shown by their ends, and a bar stays in its cell', () => {
  expect(row('a | b', 'No account 0123456789abcdef0123456789abcdef.')).toBe(
    '| a fault | a \\| b | No account 0123…cdef. | 14.4 s | 0.5 s |',
  );
});

test('the README has every fault, and no path of the machine that measured', () => {
  const readme = readFileSync('README.md', 'utf8');
  const table = /side-by-side --write` -->\n(.*)<!-- side-by-side ends -->/s.exec(readme)?.[1] ?? '';
  for (const { name } of FAULTS) expect(table).toContain(`| ${name} |`);
  expect(table).not.toMatch(/\/tmp|\/home|\/root/);
});
