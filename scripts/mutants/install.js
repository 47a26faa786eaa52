import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../install-package.js';

/** A package of its own: Stryker wants Node 22, and what develops cf-aig is installed on Node 20. */
const PACKAGE = new URL('.', import.meta.url);

/**
 * Stryker and a Node that runs it.
 * @returns {Promise<{ node: string, stryker: string }>} paths
 */
export async function installStryker() {
  const lock = readFileSync(new URL('package-lock.json', PACKAGE), 'utf8');
  const { version } = JSON.parse(lock).packages['node_modules/@stryker-mutator/core'];
  const paths = (/** @type {string} */ modules) => ({
    node: join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    stryker: join(modules, '@stryker-mutator', 'core', 'bin', 'stryker.js'),
  });
  const isComplete = (/** @type {string} */ modules) =>
    Object.values(paths(modules)).every((file) => existsSync(file));
  return paths(await installPackage(PACKAGE, `stryker-${version}`, isComplete));
}
