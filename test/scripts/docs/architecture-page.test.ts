import { expect, test } from '@jest/globals';
import { importArrows, roomOf, sourceFiles } from '../../../scripts/docs/architecture/imports.js';
import { ROOMS } from '../../../scripts/docs/architecture/rooms.js';
import { renderArchitecturePage, withoutDetours } from '../../../scripts/docs/architecture/rooms-section.js';

const arrows = (text: string) =>
  text.split(' ').map((pair) => ({ from: pair.split('>')[0]!, to: pair.split('>')[1]! }));

test('every room says what it is for', () => {
  expect(Object.keys(ROOMS).sort()).toEqual([...new Set(sourceFiles().map(roomOf))].sort());
});

test.each([
  ['a>b b>c a>c', 'a>b b>c'],
  ['a>b b>c c>d a>d', 'a>b b>c c>d'],
  ['a>b a>c b>d c>d a>d', 'a>b a>c b>d c>d'],
  ['a>b c>d', 'a>b c>d'],
])('of %s the picture shows %s', (all, shown) => {
  expect(withoutDetours(arrows(all))).toEqual(arrows(shown));
});

test('a file is reached along the arrows of the picture from every file that imports it', () => {
  const drawn = [...renderArchitecturePage().matchAll(/^ {2}(\w+) --> (\w+)$/gm)];
  const reaches = (from: string, to: string): boolean =>
    from === to || drawn.some(([, start, end]) => start === from && reaches(end!, to));
  const missing = importArrows().filter(({ from, to }) => !reaches(roomOf(from), roomOf(to)));
  expect(missing).toEqual([]);
});
