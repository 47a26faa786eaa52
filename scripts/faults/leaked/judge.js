import { basename } from 'node:path';
import { Finder } from './forms.js';
import { takeWrites } from './recorded-writes.js';
import { SECRETS } from './secrets.js';

/** OpenClaw's files, and the backups and temporary files of them. The journal is not among them: it has no secret. */
const MEANT_FOR_SECRETS = /^\.?(?:\.env|openclaw\.json)(?:\.cf-aig\.bak[.\d]*)?(?:\.cf-aig-[\w-]+\.tmp)?$/;

const finder = new Finder(SECRETS);

/** The secrets in a text. @param {string} where @param {string} text @returns {import('../report.js').Miss[]} */
export function leaksIn(where, text) {
  return [...finder.findIn(text)].map(([name, what]) => ({
    kind: 'leaked',
    what: `${name} in ${where}, ${what}`,
  }));
}

/** The names of the secrets in a text. @param {string} text */
export function secretsIn(text) {
  return [...finder.findIn(text).keys()];
}

/**
 * What one run has leaked: into its output, or into what it has written under `folder`.
 * @param {{ stdout: string, stderr: string }} run @param {string} folder
 */
export function leaksOf({ stdout, stderr }, folder) {
  const misses = [...leaksIn('stdout', stdout), ...leaksIn('stderr', stderr)];
  for (const { path, data, mode } of takeWrites(folder)) {
    const name = basename(path);
    const found = leaksIn(name, data);
    if (!MEANT_FOR_SECRETS.test(name)) misses.push(...found);
    else if (found.length && mode !== undefined && mode & 0o077)
      misses.push({ kind: 'leaked', what: `${name} is written with mode ${mode.toString(8)}` });
  }
  return misses;
}
