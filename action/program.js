// Brings the program onto the runner.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError, withoutInputs } from './inputs.js';

/** The last file of a build. */
const BUILT = join('dist', 'THIRD_PARTY_NOTICES.txt');
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts'];

/**
 * @param {import('./inputs.js').Source} source
 * @param {{ root: string, temp: string }} folders the checkout of the action, and one for files of this job
 * @returns {string} the script that starts the program
 */
export function programOf(source, { root, temp }) {
  if (source.from === 'checkout') {
    if (!existsSync(join(root, BUILT))) {
      // Also where the job sets NODE_ENV=production: the build needs them.
      npm(['ci', ...QUIET, '--include=dev'], root);
      npm(['run', 'build'], root);
    }
    return join(root, 'bin', 'cf-aig.js');
  }
  const folder = mkdtempSync(join(temp, 'cf-aig-program-'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: dependencyOn(source, folder) }),
  );
  npm(
    ['install', ...QUIET],
    folder,
    source.from === 'npm' ? `npm may have no cf-aig@${source.version}. ` : '',
  );
  return join(folder, 'node_modules', 'cf-aig', 'bin', 'cf-aig.js');
}

/**
 * @param {Exclude<import('./inputs.js').Source, { from: 'checkout' }>} source
 * @param {string} folder
 */
function dependencyOn(source, folder) {
  if (source.from === 'npm') return { 'cf-aig': source.version };
  if (!existsSync(source.file)) throw new InputError(`tarball: there is no ${resolve(source.file)}.`);
  copyFileSync(source.file, join(folder, 'cf-aig.tgz'));
  return { 'cf-aig': 'file:cf-aig.tgz' };
}

/**
 * Without a value of the user's among the arguments: on Windows they go through a shell.
 * @param {string[]} args
 * @param {string} cwd
 */
function npm(args, cwd, hint = '') {
  console.log(`::group::npm ${args.join(' ')}`);
  const { status, error } = spawnSync('npm', args, {
    cwd,
    // The token is none of the business of what npm runs.
    env: withoutInputs(process.env),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log('::endgroup::');
  if (error || status !== 0)
    throw new Error(
      `${hint}npm ${args[0]} failed: ${error?.message ?? `exit code ${status}`}. The log above says why.`,
    );
}
