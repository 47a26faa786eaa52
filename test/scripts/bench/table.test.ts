import { expect, test } from '@jest/globals';
import { isMiss, rowText, tableOf } from '../../../scripts/bench/table.js';
import { withMarked } from '../../../scripts/marked-part.js';

const COMMAND = 'npm run bench -- wire --write';
const ROWS = [
  { name: '--version', ratio: 1.1, goal: 1.35, to: '`node -e 0`', detail: '40 ms' },
  { name: 'tarball', ratio: 2.314, goal: 1, to: '350 kB', detail: '809 kB' },
  { name: 'explain | less', ratio: 2.5, detail: '100 ms' },
  { name: 'init, .env of keys', goal: 6, detail: '90 ms' },
];

test('only a ratio above its goal is a miss', () => {
  expect(ROWS.map(isMiss)).toEqual([false, true, false, false]);
});

test('a line for the terminal', () => {
  expect(rowText(ROWS[1]!).replace(/ +/g, ' ')).toBe('tarball x2.31 goal x1 809 kB, to 350 kB MISS');
  expect(rowText(ROWS[2]!).replace(/ +/g, ' ')).toBe('explain | less x2.50 100 ms');
});

test('the table of the page marks misses', () => {
  const table = tableOf(ROWS, { date: new Date('2026-11-28T01:00:00Z'), node: '20.20.2', cores: 2 });
  expect(table).toBe(`2026-11-28, Node 20.20.2, 2 cores.

| what | ratio | goal | to | in this run |
| --- | ---: | ---: | --- | --- |
| --version | 1.10 | 1.35 | \`node -e 0\` | 40 ms |
| tarball | **2.31** (miss) | 1 | 350 kB | 809 kB |
| explain \\| less | 2.50 |  |  | 100 ms |
| init, .env of keys |  | 6 |  | 90 ms |`);
});

test('it replaces the one before, between the marks of the page', () => {
  const page = 'a\n<!-- written by `npm run bench -- wire --write` -->\n\nold\n\n<!-- wire end -->\nb';
  expect(withMarked(page, COMMAND, 'new')).toBe(page.replace('old', 'new'));
  expect(() => withMarked('a page without marks', COMMAND, 'new')).toThrow('no marks');
});
