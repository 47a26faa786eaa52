import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installPackage } from '../openclaw/install.js';

/** The oldest that the package supports, and the newest of each line that Node itself supports. */
export const NODES = ['20.18.1', '22', '24', '26'];

/**
 * Node of a version, from npm into a temporary folder that is kept for the next run.
 * @param {string} version
 * @returns {Promise<string>} the folder of the program
 */
export async function installNode(version) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const prefix = join(tmpdir(), `cf-aig-node-${version}`);
  const program = join(
    prefix,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(program)) await installPackage(prefix, name, version, {}, process.env);
  return dirname(program);
}
