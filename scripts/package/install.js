import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, tail } from '../openclaw/run-program.js';

/** @typedef {import('../openclaw/run-program.js').Ended} Ended */
/**
 * @typedef {object} Installed the package in a folder that has nothing else
 * @property {string} folder
 * @property {string} version of the package
 * @property {(args: string[], options?: { cwd?: string }) => Promise<Ended>} node
 * @property {(...args: string[]) => Promise<Ended>} cfAig
 * @property {string[]} cfAigCommand the same, as a command
 * @property {NodeJS.ProcessEnv} env
 * @property {{ port: string, stop: () => Promise<void> }} [sandbox] that one of the cases has started
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WINDOWS = process.platform === 'win32';

/** Packs what `npm run build` has built. @param {string} folder @returns {Promise<string>} the path of the tarball */
export async function pack(folder) {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [{ filename }] = JSON.parse((await npm(args, { cwd: ROOT })).stdout);
  return join(folder, filename);
}

/**
 * Installs a tarball with the Node of a folder, and the npm of this machine. The home is in the folder too.
 * @param {string} folder @param {string} tarball @param {string} nodeFolder
 * @returns {Promise<Installed>}
 */
export async function installTarball(folder, tarball, nodeFolder) {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    PATH: `${nodeFolder}${delimiter}${process.env.PATH}`,
    SystemRoot: process.env.SystemRoot,
    HOME: home,
    USERPROFILE: home,
    npm_config_cache: process.env.npm_config_cache ?? (await npmCache()),
    NO_COLOR: '1',
  };
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], { cwd: folder, env });
  const installed = join(folder, 'node_modules', 'cf-aig');
  const { version, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const program = join(nodeFolder, WINDOWS ? 'node.exe' : 'node');
  const cfAigCommand = WINDOWS
    ? [program, join(installed, bin['cf-aig'])]
    : [join(folder, 'node_modules', '.bin', 'cf-aig')];
  const [command = '', ...before] = cfAigCommand;
  const limit = { cwd: folder, env, timeout: 60_000 };
  return {
    folder,
    version,
    env,
    cfAigCommand,
    cfAig: (...args) => runProgram(command, [...before, ...args], limit),
    node: (args) => runProgram(program, args, limit),
  };
}

/** Its home is another one during the test. */
async function npmCache() {
  return (await npm(['config', 'get', 'cache'], {})).stdout.trim();
}

/** @param {string[]} args @param {Parameters<typeof runProgram>[2]} options */
async function npm(args, options) {
  const ended = WINDOWS
    ? await runProgram('cmd', ['/d', '/s', '/c', 'npm', ...args], options)
    : await runProgram('npm', args, options);
  if (ended.code !== 0) throw new Error(`npm ${args[0]} failed: ${tail(ended)}`);
  return ended;
}
