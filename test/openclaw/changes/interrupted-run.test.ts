import { describe, expect, test } from '@jest/globals';
import { addRun, isInterrupted } from '../../../src/openclaw/changes/interrupted-run.js';
import type { FileChange, Run } from '../../../src/openclaw/changes/journal.js';

const change = (
  path: string,
  before: string | null,
  after: string | null,
  variables?: string[],
): FileChange => ({
  path,
  before,
  after,
  variables,
});
const run = (files: FileChange[], more: Partial<Run> = {}): Run => ({
  command: 'init',
  at: '2026-01-01T00:00:00Z',
  providerId: 'own',
  files,
  ...more,
});
const ENV = change('.env', null, 'e1');
const CONFIG = change('config', 'c0', 'c1');

test.each<[name: string, prints: Record<string, string | null>, isOne: boolean]>([
  ['every file is written', { '.env': 'e1', config: 'c1' }, false],
  ['the last is as before', { '.env': 'e1', config: 'c0' }, true],
  ['none is written', { '.env': null, config: 'c0' }, true],
  ['a file was changed since', { '.env': 'e1', config: 'mine' }, false],
])('a run was interrupted: %s', (_name, prints, isOne) => {
  expect(isInterrupted(run([ENV, CONFIG]), new Map(Object.entries(prints)))).toBe(isOne);
});

test('a file that the run left as it was says nothing', () => {
  expect(isInterrupted(run([change('config', 'c0', 'c0')]), new Map([['config', 'c0']]))).toBe(false);
});

describe('a run that follows', () => {
  const KILLED = new Map<string, string | null>([
    ['.env', 'e1'],
    ['config', 'c0'],
  ]);
  const last = run([ENV, CONFIG]);
  const next = run([change('.env', 'e1', 'e2'), change('config', 'c0', 'c2')]);

  test.each<[name: string, last: Run, prints: Map<string, string | null>]>([
    [
      'one that ended',
      last,
      new Map([
        ['.env', 'e1'],
        ['config', 'c1'],
      ]),
    ],
    ['one of another command', { ...last, command: 'doctor --fix' }, KILLED],
    ['one of another block', { ...last, providerId: 'other' }, KILLED],
    [
      'one whose first file the user has put back',
      last,
      new Map<string, string | null>([
        ['.env', null],
        ['config', 'c1'],
      ]),
    ],
  ])('%s stays a run of its own', (_name, before, prints) => {
    expect(addRun([before], next, prints)).toEqual([before, next]);
  });

  test('none is the first', () => {
    expect(addRun([], next, KILLED)).toEqual([next]);
  });

  test('one that was killed becomes one with it, and earlier ones stay', () => {
    const earlier = run([], { at: '2025-01-01T00:00:00Z' });
    expect(addRun([earlier, last], next, KILLED)).toEqual([
      earlier,
      run([change('.env', null, 'e2'), change('config', 'c0', 'c2')]),
    ]);
  });

  test('a file that only the first one wrote comes first', () => {
    const [merged] = addRun([last], run([change('config', 'c0', 'c2')]), KILLED);
    expect(merged?.files).toEqual([ENV, change('config', 'c0', 'c2')]);
  });

  test('variables and blocks of both, and the primary model of the first', () => {
    const first = run([change('.env', null, 'e1', ['A', 'B']), CONFIG], {
      fallbackBlocks: ['x'],
      primaryBefore: 'a/b',
    });
    const second = run([change('.env', 'e1', 'e2', ['B', 'C'])], {
      fallbackBlocks: ['y', 'x'],
      primaryBefore: 'c/d',
    });
    const [merged] = addRun([first], second, KILLED);
    expect(merged).toMatchObject({ fallbackBlocks: ['x', 'y'], primaryBefore: 'a/b' });
    expect(merged?.files[0]?.variables).toEqual(['A', 'B', 'C']);
    const { primaryBefore: _, ...without } = first;
    expect(addRun([without], second, KILLED)[0]?.primaryBefore).toBe('c/d');
  });

  test('lists that are empty stay empty', () => {
    const [merged] = addRun([{ ...last, fallbackBlocks: [] }], next, KILLED);
    expect(merged?.fallbackBlocks).toEqual([]);
    expect(merged?.files[0]?.variables).toBeUndefined();
  });
});
