import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Arrow, importArrows, roomOf, sourceFiles } from '../scripts/docs/architecture/imports.js';

/** Which rooms a room may import from, besides itself: the arrows of the house point down only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  lib: [],
  diagnosis: ['lib'],
  gateway: ['diagnosis', 'lib'],
  openclaw: ['gateway', 'diagnosis', 'lib'],
  sandbox: ['gateway', 'diagnosis', 'lib'],
  library: ['gateway', 'diagnosis', 'lib'],
  conformance: ['gateway', 'diagnosis', 'lib'],
  lab: ['openclaw', 'gateway', 'diagnosis', 'lib'],
  doctor: ['lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  models: ['lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  logs: ['lab', 'gateway', 'diagnosis', 'lib'],
  verify: ['models', 'logs', 'lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  cli: [
    'doctor',
    'models',
    'verify',
    'logs',
    'lab',
    'openclaw',
    'gateway',
    'diagnosis',
    'lib',
    'sandbox',
    'conformance',
  ],
};

/** Which folders may know the sandbox: its command, the demo, `init --sandbox`, and the completion of their flags. */
const KNOWS_SANDBOX = ['sandbox', 'demo', 'init/answers', 'completion'].map((name) => `cli/commands/${name}`);

const MOST_FILES_IN_A_FOLDER = 15;
const MOST_FILES_OF_A_NAME = 2;

const FILES = sourceFiles();
const ARROWS = importArrows();

const sentences = (found: readonly Arrow[]) => found.map(({ from, to }) => `${from} imports ${to}`);

function groupedBy(key: (file: string) => string): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const file of FILES) groups.set(key(file), [...(groups.get(key(file)) ?? []), file]);
  return [...groups];
}

test('every file is in a room that has its place', () => {
  expect(ARROWS.length).toBeGreaterThan(500);
  expect(FILES.filter((file) => !MAY_IMPORT[roomOf(file)])).toEqual([]);
});

test('arrows between rooms point down only', () => {
  const upward = ARROWS.filter(
    ({ from, to }) => roomOf(from) !== roomOf(to) && !MAY_IMPORT[roomOf(from)]?.includes(roomOf(to)),
  );
  expect(sentences(upward)).toEqual([]);
});

test('no circle of folders, inside the rooms either', () => {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of ARROWS) {
    const [here, there] = [dirname(from), dirname(to)];
    if (here !== there) arrows.set(here, (arrows.get(here) ?? new Set()).add(there));
  }
  // What no arrow leads out of, or into, is taken away until only circles are left.
  for (let before = -1; before !== arrows.size; ) {
    before = arrows.size;
    for (const [folder, targets] of arrows) {
      const leadsOn = [...targets].some((target) => arrows.has(target));
      const isReached = [...arrows.values()].some((others) => others.has(folder));
      if (!leadsOn || !isReached) arrows.delete(folder);
    }
  }
  expect([...arrows.keys()]).toEqual([]);
});

test('only the commands that run the sandbox know it', () => {
  const knowing = ARROWS.filter(
    ({ from, to }) =>
      roomOf(to) === 'sandbox' && roomOf(from) !== 'sandbox' && !KNOWS_SANDBOX.includes(dirname(from)),
  );
  expect(sentences(knowing)).toEqual([]);
});

test('only three files of the command line touch the process: the others have an Io', () => {
  const touching = FILES.filter((file) => roomOf(file) === 'cli').filter((file) => {
    const code = readFileSync(join('src', file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
    return /(?<![\w.])(?:process|console)[.)]/.test(code);
  });
  expect(touching.sort()).toEqual(['cli/at-once/at-once.ts', 'cli/main.ts', 'cli/process-io.ts']);
});

test('only one file makes what may leave the process', () => {
  const casts = FILES.filter((file) =>
    /\bas (?:unknown as )?Printable\b/.test(readFileSync(join('src', file), 'utf8')),
  );
  expect(casts).toEqual(['lib/text/printable.ts']);
});

test('a folder can be taken in at a glance', () => {
  const crowded = groupedBy(dirname).filter(([, files]) => files.length > MOST_FILES_IN_A_FOLDER);
  expect(crowded.map(([folder]) => folder)).toEqual([]);
});

test('a file is found by its name', () => {
  const byName = groupedBy((file) => file.split('/').at(-1)!);
  const ambiguous = byName.filter(
    ([name, files]) => name !== 'index.ts' && files.length > MOST_FILES_OF_A_NAME,
  );
  expect(ambiguous.flatMap(([, files]) => files)).toEqual([]);
});

const DOOR = /^\/\*\*\s+(?:\* )?`([^`]+)\/`: /;

test('one file of every folder says at its top what the folder is for', () => {
  const doors = FILES.flatMap((file) => {
    const [, folder] = DOOR.exec(readFileSync(join('src', file), 'utf8')) ?? [];
    return folder === undefined ? [] : [{ folder, at: dirname(file) }];
  });
  expect(doors.filter(({ folder, at }) => folder !== at)).toEqual([]);
  const folders = [...new Set(FILES.map(dirname))].sort();
  expect(doors.map(({ at }) => at).sort()).toEqual(folders);
});

test('what a file exports does not change: the build copies it', () => {
  const changing = FILES.filter((file) =>
    /^export (?:let|var) /m.test(readFileSync(join('src', file), 'utf8')),
  );
  expect(changing).toEqual([]);
});
