import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { writeLibsignalStub } from './libsignal-stub.js';
import { runProgram } from './run-program.js';
import { NEWEST, NODE_MAJOR, VERSIONS } from './versions.js';

/** @typedef {{ version: string, node: string, bin: string }} Installed folders of node, openclaw */

const folderOf = (/** @type {string} */ version) => join(tmpdir(), `cf-aig-openclaw-${version}`);
const NODE_BIN = join(folderOf(NEWEST), 'node', 'node_modules', 'node', 'bin');

/**
 * OpenClaw of a version, from npm into a temporary folder that is kept for the next run.
 * @param {string} version
 * @returns {Promise<Installed>}
 */
export async function installOpenClaw(version) {
  const known = VERSIONS.find((each) => each.version === version);
  if (!known) throw new Error(`no OpenClaw ${version} in versions.js`);
  await installNode();
  const prefix = join(folderOf(version), 'openclaw');
  const bin = join(prefix, 'node_modules', '.bin');
  // In an installation of an earlier run, too: its stub may be of that time.
  if (known.stubsLibsignal) writeLibsignalStub(join(prefix, 'libsignal'));
  if (!existsSync(join(bin, 'openclaw'))) {
    const manifest = known.stubsLibsignal ? { overrides: { libsignal: 'file:./libsignal' } } : {};
    const PATH = `${NODE_BIN}${delimiter}${process.env.PATH}`;
    await installPackage(prefix, 'openclaw', version, manifest, { ...process.env, PATH });
  }
  return { version, node: NODE_BIN, bin };
}

async function installNode() {
  if (existsSync(join(NODE_BIN, 'node'))) return;
  await installPackage(join(folderOf(NEWEST), 'node'), 'node', NODE_MAJOR, {}, process.env);
}

/**
 * @param {string} prefix
 * @param {string} name
 * @param {string} version
 * @param {object} manifest more of package.json
 * @param {NodeJS.ProcessEnv} env
 */
export async function installPackage(prefix, name, version, manifest, env) {
  console.log(`installing ${name}@${version} into ${prefix} ...`);
  rmSync(join(prefix, 'node_modules'), { recursive: true, force: true });
  mkdirSync(prefix, { recursive: true });
  writeFileSync(join(prefix, 'package.json'), JSON.stringify({ private: true, ...manifest }));
  const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', `${name}@${version}`];
  // In its folder: npm resolves `file:` from there.
  const { code, stderr } = await runProgram('npm', args, { env, cwd: prefix, timeout: 1_800_000 });
  if (code !== 0) throw new Error(`npm install ${name}@${version} failed: ${stderr.slice(-2000)}`);
}
