import { readFileSync } from 'node:fs';
import { type Arrow, importArrows, roomOf, sourceFiles } from './imports.js';
import { ROOMS } from './rooms.js';

const BEGIN = '<!-- rooms: written by `npm run docs` from the imports in src/ -->';
const END = '<!-- end of rooms -->';

/** docs/architecture.md: its own text, with the rooms and the picture as the imports of today have them. */
export function renderArchitecturePage(): string {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined)
    throw new Error('docs/architecture.md lacks the marks of its rooms');
  return [before, BEGIN, '\n\n', ...table(), '\n', ...picture(), '\n', END, after].join('');
}

function table(): string[] {
  return [
    '| room of `src/` | what it is for | its folders |\n',
    '|---|---|---|\n',
    ...Object.entries(ROOMS).map(
      ([room, purpose]) => `| \`${room}/\` | ${purpose} | ${foldersOf(room).join(', ')} |\n`,
    ),
  ];
}

function foldersOf(room: string): string[] {
  const inside = sourceFiles().filter((file) => roomOf(file) === room && file.split('/').length > 2);
  return [...new Set(inside.map((file) => file.split('/')[1]!))];
}

function picture(): string[] {
  const arrows = withoutDetours(roomArrows(importArrows()));
  return [
    '```mermaid\n',
    'flowchart TD\n',
    ...arrows.map(({ from, to }) => `  ${from} --> ${to}\n`),
    '```\n',
  ];
}

/** Which room imports which, in the order of the table. */
function roomArrows(imports: readonly Arrow[]): Arrow[] {
  const pairs = new Set(imports.map(({ from, to }) => `${roomOf(from)} ${roomOf(to)}`));
  const rooms = Object.keys(ROOMS);
  return rooms.flatMap((from) =>
    rooms.filter((to) => from !== to && pairs.has(`${from} ${to}`)).map((to) => ({ from, to })),
  );
}

/** The arrows that are left when one that a longer path implies is left out; there must be no circle. */
export function withoutDetours(arrows: readonly Arrow[]): Arrow[] {
  const targets = (from: string) => arrows.filter((arrow) => arrow.from === from).map(({ to }) => to);
  const reaches = (from: string, to: string): boolean =>
    targets(from).some((next) => next === to || reaches(next, to));
  return arrows.filter(({ from, to }) => !targets(from).some((next) => next !== to && reaches(next, to)));
}
