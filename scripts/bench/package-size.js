import { execFileSync } from 'node:child_process';
import { ROOT } from './measure.js';

/** What an installation downloads. @type {import('./measure.js').Part} */
export async function* packageSize() {
  const [{ size, unpackedSize, entryCount }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    }),
  );
  const kB = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000)} kB`;
  yield {
    name: 'tarball',
    ratio: size / 350_000,
    detail: `${kB(size)}, ${kB(unpackedSize)} unpacked, ${entryCount} files`,
    goal: 1,
    to: '350 kB',
  };
}
