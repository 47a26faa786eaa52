// Packs the package, installs it in an empty folder on each Node that it supports, and uses it there: CONTRIBUTING.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASES } from './package/cases.js';
import { installTarball, pack } from './package/install.js';
import { installNode, NODES } from './package/nodes.js';

const words = process.argv.slice(2);
const nodes = NODES.filter((version) => words.length === 0 || words.includes(version));
if (nodes.length === 0) throw new Error(`no such Node; there are: ${NODES.join(', ')}`);
const counts = { passed: 0, failed: 0 };
const folder = mkdtempSync(join(tmpdir(), 'cf-aig package-'));
try {
  const tarball = await pack(folder);
  for (const version of nodes) {
    const empty = join(folder, version);
    mkdirSync(empty);
    const installed = await installTarball(empty, tarball, await installNode(version));
    const { stdout } = await installed.node(['--version']);
    for (const test of CASES) {
      const problem = await problemOf(test, installed);
      counts[problem ? 'failed' : 'passed']++;
      console.log(`${problem ? 'FAIL' : 'pass'}  Node ${stdout.trim()}: ${test.title}`);
      if (problem) console.log(problem.replaceAll(/^/gm, '      '));
    }
    await installed.sandbox?.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
if (counts.failed) process.exitCode = 1;

/** @param {import('./package/cases.js').Case} test @param {import('./package/install.js').Installed} installed */
async function problemOf({ run }, installed) {
  try {
    await run(installed);
    return '';
  } catch (error) {
    return String(error);
  }
}
