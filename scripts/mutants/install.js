import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../openclaw/run-program.js';

/** A package of its own: Stryker wants Node 22, and what develops cf-aig is installed on Node 20. */
const PACKAGE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Stryker and a Node that runs it, from npm into a temporary folder that is kept for the next run.
 * @returns {Promise<{ node: string, stryker: string }>} paths
 */
export async function installStryker() {
  const lock = readFileSync(join(PACKAGE, 'package-lock.json'), 'utf8');
  const { version } = JSON.parse(lock).packages['node_modules/@stryker-mutator/core'];
  const folder = join(tmpdir(), `cf-aig-stryker-${version}`);
  const modules = join(folder, 'node_modules');
  const installed = {
    node: join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    stryker: join(modules, '@stryker-mutator', 'core', 'bin', 'stryker.js'),
  };
  if (Object.values(installed).every((file) => existsSync(file))) return installed;
  console.log(`installing Stryker ${version} into ${folder} ...`);
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(PACKAGE, name), join(folder, name));
  const { code, stderr } = await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0) throw new Error(`npm ci of Stryker failed: ${stderr.slice(-2000)}`);
  return installed;
}
