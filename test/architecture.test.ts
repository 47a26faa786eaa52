import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from '@jest/globals';

const SRC = resolve('src');

/** Which rooms a room may import from, besides itself: the arrows of the house point down only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  lib: [],
  diagnosis: ['lib'],
  gateway: ['diagnosis', 'lib'],
  openclaw: ['gateway', 'diagnosis', 'lib'],
  sandbox: ['gateway', 'diagnosis', 'lib'],
  lab: ['openclaw', 'gateway', 'diagnosis', 'lib'],
  doctor: ['lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  models: ['lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  logs: ['lab', 'gateway', 'diagnosis', 'lib'],
  verify: ['models', 'logs', 'lab', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  cli: ['doctor', 'models', 'verify', 'logs', 'lab', 'openclaw', 'gateway', 'diagnosis', 'lib', 'sandbox'],
};

/** Which folders may know the sandbox: its command, the demo, `init --sandbox`, and the completion of their flags. */
const KNOWS_SANDBOX = ['sandbox', 'demo', 'init/answers', 'completion'].map((name) => `cli/commands/${name}`);

const MOST_FILES_IN_A_FOLDER = 15;
const MOST_FILES_OF_A_NAME = 2;

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;

interface Arrow {
  from: string;
  to: string;
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(sep).join('/'));

const ARROWS: readonly Arrow[] = FILES.flatMap((from) => {
  const file = join(SRC, from);
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => ({
    from,
    to: relative(SRC, resolve(dirname(file), path!))
      .split(sep)
      .join('/'),
  }));
});

const roomOf = (file: string): string => file.split('/')[0]!;
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
  // What no arrow leads out of any more is taken away, until only circles are left.
  for (let before = -1; before !== arrows.size; ) {
    before = arrows.size;
    for (const [folder, targets] of arrows)
      if (![...targets].some((target) => arrows.has(target))) arrows.delete(folder);
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
