// Says what is missing before the tag can be published, or prints the notes of the release: its section of the changelog.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Release
 * @property {string} tag such as `v0.1.0`
 * @property {{ version: string, repository?: string | { url?: string }, homepage?: string, bugs?: unknown }} pack package.json
 * @property {string} changelog
 * @property {string} repository `owner/name` on GitHub
 */

/**
 * @param {Release} release
 * @returns {string[]} what is missing
 */
export function releaseProblems({ tag, pack, changelog, repository }) {
  const section = sectionOf(changelog, pack.version);
  /** @type {[boolean, string][]} */
  const checks = [
    [
      tag === `v${pack.version}`,
      `the tag is ${tag}, but package.json has version ${pack.version}: tag v${pack.version}`,
    ],
    // The workflow publishes as `latest`, which npm refuses for any other.
    [
      /^\d+\.\d+\.\d+$/.test(pack.version),
      `${pack.version} is a pre-release, which would have to be published by hand, with --tag`,
    ],
    [section !== undefined, `CHANGELOG.md has no section "## ${pack.version}"`],
    [
      !section || /^\(\d{4}-\d\d-\d\d\)$/.test(section.date),
      `CHANGELOG.md says "## ${pack.version} ${section?.date}": write the date, as "## ${pack.version} (2026-12-31)"`,
    ],
    [section?.text !== '', `the section of ${pack.version} in CHANGELOG.md is empty`],
    [
      slugOf(pack.repository) === repository.toLowerCase(),
      `package.json needs "repository": { "type": "git", "url": "git+https://github.com/${repository}.git" }: npm compares it with where the provenance comes from`,
    ],
    ...['homepage', 'bugs'].map(
      (field) => /** @type {[boolean, string]} */ ([field in pack, `package.json has no "${field}"`]),
    ),
  ];
  return checks.flatMap(([isFine, problem]) => (isFine ? [] : [problem]));
}

/**
 * @param {string} changelog
 * @param {string} version
 * @returns {{ date: string, text: string } | undefined}
 */
export function sectionOf(changelog, version) {
  for (const section of changelog.split(/^## /m).slice(1)) {
    const [heading = '', ...lines] = section.split('\n');
    const [found, ...rest] = heading.trim().split(' ');
    if (found === version) return { date: rest.join(' '), text: lines.join('\n').trim() };
  }
  return undefined;
}

/**
 * @param {Release['pack']['repository']} repository
 * @returns {string | undefined} `owner/name`, in lower case
 */
function slugOf(repository) {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '');
  return /^(?:(?:git\+)?https:\/\/github\.com\/|github:)([^/]+\/[^/]+?)(?:\.git)?$/
    .exec(url)?.[1]
    ?.toLowerCase();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [tag = '', repository = ''] = process.argv.slice(2);
  const pack = JSON.parse(readFileSync('package.json', 'utf8'));
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const problems = releaseProblems({ tag, pack, changelog, repository });
  for (const problem of problems) console.error(`::error title=Not released::${problem}`);
  if (problems.length) process.exit(1);
  console.log(sectionOf(changelog, pack.version)?.text);
}
