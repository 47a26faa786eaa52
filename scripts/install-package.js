import { copyFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './openclaw/run-program.js';

/**
 * Installs a package of `scripts/` from npm into a temporary folder that is kept for the next run.
 * @param {URL} source the folder of its package.json and package-lock.json
 * @param {string} name of what is installed, with its version: that of the folder
 * @param {(modules: string) => boolean} isComplete whether an earlier run has installed it
 * @returns {Promise<string>} the path of node_modules
 */
export async function installPackage(source, name, isComplete) {
  const folder = join(tmpdir(), `cf-aig-${name}`);
  const modules = join(folder, 'node_modules');
  if (isComplete(modules)) return modules;
  console.log(`installing ${name} into ${folder} ...`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(fileURLToPath(new URL(file, source)), join(folder, file));
  const { code, stderr } = await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  if (code !== 0) throw new Error(`npm ci of ${name} failed: ${stderr.slice(-2000)}`);
  return modules;
}
