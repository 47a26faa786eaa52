import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createProgram } from '../src/cli/program.js';
import { memoryIo } from './memory-io.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/reliability.md'];

/** What contributors read names files, functions and commands: they must be there. */
describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const all = (form: RegExp) => [...text.matchAll(form)].map(([, ...found]) => found);

  test('files', () => {
    const paths = all(/`((?:src|bin|test|scripts|docs)\/[^`<]+)`/g).flat();
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('what is in them', () => {
    const missing = all(/`([a-z]+\/[^`<]+\.ts)`,\s+`(\w+)`/g).filter(
      ([path, name]) => !new RegExp(`^export .*\\b${name}\\b`, 'm').test(readFileSync(path!, 'utf8')),
    );
    expect(missing).toEqual([]);
  });

  test('commands', () => {
    const named = all(/npm run ([a-z:]+)/g).flat();
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name! in scripts))).toEqual([]);
  });
});

const DOCS = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync('docs', { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Of a page: the pages and files that its links lead to, and the anchors there. */
function linksOf(page: string): { path: string; anchor?: string }[] {
  const prose = readFileSync(page, 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...prose.matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]+))?\)/g)].map(([, path, anchor]) => ({
    path: path ? posix.join(posix.dirname(page), path) : page,
    anchor,
  }));
}

const anchors = new Map<string, string[]>();

/** The anchors that GitHub makes of the headings. */
function anchorsOf(page: string): string[] {
  const known = anchors.get(page);
  if (known) return known;
  const seen = new Map<string, number>();
  const headings =
    readFileSync(page, 'utf8')
      .replace(/^ *```[\s\S]*?^ *```$/gm, '')
      .match(/(?<=^#+ ).+$/gm) ?? [];
  const made = headings.map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before ? `${anchor}-${before}` : anchor;
  });
  anchors.set(page, made);
  return made;
}

describe('links', () => {
  test.each(DOCS)('of %s lead to a file, and to a heading of it', (page) => {
    const broken = linksOf(page).filter(
      ({ path, anchor }) => !existsSync(path) || (anchor && !anchorsOf(path).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  test('lead from the README to every page', () => {
    const reached = new Set(['README.md']);
    for (const page of reached)
      for (const { path } of linksOf(page)) if (DOCS.includes(path)) reached.add(path);
    expect(DOCS.filter((page) => !reached.has(page))).toEqual([]);
  });
});

describe('commands and flags in the text', () => {
  const program = createProgram(memoryIo(), () => {});
  const flagsOf = new Map(
    program.commands.map((command) => [
      command.name(),
      ['--help', ...command.options.flatMap(({ long, short }) => [long ?? '', short ?? ''])],
    ]),
  );
  const all = new Set([...flagsOf.values()].flat().concat('--version'));

  test.each(DOCS.filter((page) => page !== 'CONTRIBUTING.md'))('of %s are those of cf-aig', (page) => {
    const prose = readFileSync(page, 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, '');
    const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
    const unknown = spans.filter((span) => {
      const [, ours, name = '', rest = ''] = /^((?:npx )?cf-aig )?([a-z-]*)(.*)$/.exec(span)!;
      const flags = rest.match(/(?<=^|\s)--?[a-z][a-z-]*/g) ?? [];
      if (/^--[a-z]/.test(name)) return !FOREIGN_FLAGS.includes(name) && !all.has(name);
      const own = flagsOf.get(name);
      return own ? flags.some((flag) => !own.includes(flag)) : Boolean(ours && name);
    });
    expect(unknown).toEqual([]);
  });
});

/** Of other programs. */
const FOREIGN_FLAGS: readonly string[] = ['--experimental-vm-modules'];
