import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

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

  test('links to files', () => {
    const links = all(/\]\((?!https:|#)([^)#]+)/g).flat();
    const folder = page.startsWith('docs/') ? 'docs/' : '';
    expect(links.filter((link) => !existsSync(`${folder}${link}`))).toEqual([]);
  });
});
