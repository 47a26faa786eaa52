import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { attackRun, figures, readRecord } from '../../../scripts/faults/figures.js';
import { type Line, line, type Miss, notTried } from '../../../scripts/faults/report.js';
import { withMarked } from '../../../scripts/marked-part.js';

const COMMAND = 'npm run test:faults -- --write';
const conditions = { date: new Date('2026-11-27T21:00:00Z'), node: '20.20.2', cores: 2 };
/** Of one attack with these lines. */
const pageOf = (lines: Line[], o = conditions) => figures([attackRun(lines, o)]);
const miss = (kind: Miss['kind']): [string, Miss[]] => ['try 7', [{ kind, what: '/tmp/x is gone' }]];

test('every line has what was tried and held, in the order of the run, and the last row is their sum', () => {
  const text = pageOf([line('killed: init', 1200, new Map()), line('a | b', 30, new Map())], conditions);
  expect(
    text,
  ).toBe(`2026-11-27, Node 20.20.2, 2 cores: **0 lost, 0 leaked, 0 run, 0 hung, 0 raw control characters, 0 wrong answers**.

| line | tried | held |
| --- | ---: | ---: |
| killed: init | 1,200 | 1,200 |
| a \\| b | 30 | 30 |
| **all** | **1,230** | **1,230** |`);
});

test('a miss is counted, by its kind and in its line, without what it says of the machine', () => {
  const text = pageOf([line('killed: init', 10, new Map([miss('lost')]))], {
    ...conditions,
    cores: 1,
  });
  expect(text).toContain('1 core: **1 lost, 0 leaked');
  expect(text).toContain('| killed: init | 10 | 9 |');
  expect(text).not.toContain('/tmp');
});

test('what this machine cannot try is a line with the reason, and no miss', () => {
  const text = pageOf([notTried('a full disk', 'only root can mount one'), line('killed', 10, new Map())]);
  expect(text).toContain('| a full disk | only root can mount one | 0 |');
  expect(text).toContain('**0 lost');
});

test('they take the place of those of the run before, and nothing else changes', () => {
  const page = readFileSync('docs/reliability.md', 'utf8');
  const first = withMarked(page, COMMAND, 'first $& figures');
  expect(first).toContain('\n\nfirst $& figures\n\n<!-- figures end -->');
  const second = withMarked(first, COMMAND, 'second');
  expect(second).not.toContain('first');
  expect([second.startsWith(page.slice(0, 500)), second.endsWith(page.slice(-500))]).toEqual([true, true]);
});

test('a page without the marks is not written', () => {
  expect(() => withMarked('# Reliability\n', COMMAND, 'figures')).toThrow('no marks');
});

test('the attacks of several runs stand together', () => {
  const killed = attackRun([line('killed: init', 10, new Map())], conditions);
  const later = { ...conditions, date: new Date('2026-11-28T01:00:00Z'), node: '24.1.0' };
  const text = figures([killed, attackRun([line('escapes', 5, new Map([miss('raw')]))], later)]);
  expect(text).toMatch(
    /^2026-11-27 to 2026-11-28, Node 20\.20\.2 and 24\.1\.0, 2 cores: \*\*0 lost, .* 1 raw/,
  );
  expect(text).toContain('| **all** | **15** | **14** |');
});

test('a part of an attack does not write', () => {
  const before = readFileSync('docs/reliability.md', 'utf8');
  const { status, stderr } = spawnSync(process.execPath, ['scripts/test-faults.js', 'documents', '--write'], {
    encoding: 'utf8',
    env: { ...process.env, FAULTS_ONLY: '7' },
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('leave out FAULTS_ONLY')]);
  expect(readFileSync('docs/reliability.md', 'utf8')).toBe(before);
});

test('the page says of every attack what it is for, and how to run it', () => {
  const table = /ATTACKS = \{(.*?)\};/s.exec(readFileSync('scripts/test-faults.js', 'utf8'))?.[1] ?? '';
  const names = [...table.matchAll(/^ {2}(?:'([^']+)'|(\w+))/gm)].map(([, quoted, plain]) => quoted ?? plain);
  expect(names.length).toBeGreaterThan(4);
  const page = readFileSync('docs/reliability.md', 'utf8');
  expect(names.filter((name) => !page.includes(`(\`${name}\`)`))).toEqual([]);
});

test('the figures of the page name no path of the machine that ran them', () => {
  const page = readFileSync('docs/reliability.md', 'utf8') + JSON.stringify(readRecord());
  expect(page).not.toMatch(/\/tmp\/|\/home\/|\/root\/|\/work\//);
});
