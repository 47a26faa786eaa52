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
  checks: ['openclaw', 'gateway', 'diagnosis', 'lib'],
  features: ['checks', 'openclaw', 'gateway', 'diagnosis', 'lib'],
  cli: ['features', 'checks', 'openclaw', 'gateway', 'diagnosis', 'lib', 'sandbox'],
};

/** Who may know the sandbox: its command, the demo that runs it, `init --sandbox`, and what completes their flags. */
const KNOWS_SANDBOX = [
  'cli/sandbox/settings.ts',
  'cli/commands/sandbox.ts',
  'cli/commands/demo.ts',
  'cli/init/sources.ts',
  'cli/completion/values.ts',
];

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g;

interface Arrow {
  from: string;
  to: string;
}

const roomOf = (file: string): string => file.split('/')[0]!;

function arrows(): Arrow[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((name) => {
    const file = join(SRC, name);
    const imported = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path]) => path!);
    return imported.map((path) => ({
      from: name.split(sep).join('/'),
      to: relative(SRC, resolve(dirname(file), path))
        .split(sep)
        .join('/'),
    }));
  });
}

const ALL = arrows();
const BETWEEN = ALL.filter(({ from, to }) => roomOf(from) !== roomOf(to));
const told = (found: readonly Arrow[]) => found.map(({ from, to }) => `${from} imports ${to}`);

test('every file is in a room that has its place', () => {
  expect(ALL.length).toBeGreaterThan(500);
  expect([...new Set(ALL.map(({ from }) => roomOf(from)))].filter((room) => !MAY_IMPORT[room])).toEqual([]);
});

test('arrows point down only', () => {
  const upward = BETWEEN.filter(({ from, to }) => !MAY_IMPORT[roomOf(from)]?.includes(roomOf(to)));
  expect(told(upward)).toEqual([]);
});

test('only the commands that run the sandbox know it', () => {
  const knowing = BETWEEN.filter(({ from, to }) => roomOf(to) === 'sandbox' && !KNOWS_SANDBOX.includes(from));
  expect(told(knowing)).toEqual([]);
});
