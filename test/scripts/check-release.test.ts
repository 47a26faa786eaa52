import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { releaseProblems, sectionOf } from '../../scripts/check-release.js';

const READY = {
  tag: 'v1.2.0',
  repository: 'Someone/cf-aig',
  changelog: '# Changelog\n\n## 1.2.0 (2026-12-31)\n\n- a\n- b\n\n## 1.1.0 (2026-11-30)\n\n- c\n',
  pack: {
    version: '1.2.0',
    repository: { url: 'git+https://github.com/someone/cf-aig.git' },
    homepage: 'https://example.com',
    bugs: 'https://example.com',
  },
};

test('nothing is missing', () => {
  expect(releaseProblems(READY)).toEqual([]);
  expect(sectionOf(READY.changelog, '1.2.0')?.text).toBe('- a\n- b');
});

test.each<[string, Partial<typeof READY> | { pack: object }, RegExp]>([
  ['the tag of another version', { tag: 'v1.1.0' }, /tag v1\.2\.0/],
  ['a tag without v', { tag: '1.2.0' }, /tag v1\.2\.0/],
  [
    'a pre-release',
    {
      tag: 'v1.3.0-rc.1',
      pack: { ...READY.pack, version: '1.3.0-rc.1' },
      changelog: '## 1.3.0-rc.1 (2026-12-31)\n- a',
    },
    /is a pre-release/,
  ],
  ['no section', { changelog: '## 1.2.00 (2026-12-31)\n- a' }, /no section "## 1\.2\.0"/],
  ['no date', { changelog: '## 1.2.0 (unreleased)\n- a' }, /write the date/],
  ['an empty section', { changelog: '## 1.2.0 (2026-12-31)\n\n## 1.1.0 (2026-11-30)\n- c' }, /is empty/],
  [
    'no repository',
    { pack: { ...READY.pack, repository: undefined } },
    /needs "repository".*someone\/cf-aig/i,
  ],
  [
    'another repository',
    { pack: { ...READY.pack, repository: 'github:other/cf-aig' } },
    /needs "repository"/,
  ],
  [
    'no page for bugs',
    { pack: { version: '1.2.0', repository: 'github:someone/cf-aig', homepage: '' } },
    /"bugs"/,
  ],
])('%s', (_, change, problem) => {
  const found = releaseProblems({ ...READY, ...change } as typeof READY);
  expect(found).toEqual([expect.stringMatching(problem)]);
});

test('what is missing stops the workflow, and is an annotation', () => {
  const args = ['scripts/check-release.js', 'v0.0.0', 'someone/cf-aig'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^::error title=Not released::the tag is v0\.0\.0/m);
});

test('the changelog of this repository has a section for its version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version)?.text).toMatch(/^- /);
});
