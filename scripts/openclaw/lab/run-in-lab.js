import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab } from './lab.js';
import { noLabReason, runInNamespace } from './namespace.js';

/** How a script calls itself inside of the namespaces, before the folder for the files of the run. */
const INSIDE = '--inside-the-lab';

/** The words of the command line, inside of the namespaces and outside. */
export function scriptWords() {
  return process.argv.slice(isInside() ? 4 : 2);
}

function isInside() {
  return process.argv[2] === INSIDE;
}

/**
 * Runs the script again, inside of the namespaces, where `play` gets the lab.
 * @param {object} options
 * @param {string} options.script path
 * @param {import('./start-sandbox.js').Gateway[]} options.gateways
 * @param {(lab: import('./lab.js').Lab) => Promise<boolean>} options.play false: it failed
 * @param {(reason: string) => void} options.fail there is no lab on this machine
 * @returns {Promise<number>} exit code
 */
export async function runInLab({ script, gateways, play, fail }) {
  if (isInside()) {
    const lab = await openLab(process.argv[3] ?? '', gateways);
    try {
      return (await play(lab)) ? 0 : 1;
    } finally {
      lab.close();
    }
  }
  const reason = noLabReason();
  if (reason !== undefined) {
    fail(`not run: ${reason}`);
    return 1;
  }
  const files = mkdtempSync(join(tmpdir(), 'cf-aig-lab-'));
  try {
    return await runInNamespace([script, INSIDE, files, ...scriptWords()]);
  } finally {
    rmSync(files, { recursive: true, force: true, maxRetries: 3 });
  }
}
