// Slow checks against the real OpenClaw, from npm, in a lab where Cloudflare's names are the sandbox: CONTRIBUTING.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { casesRun } from './openclaw/cases-run.js';
import { installOpenClaw } from './openclaw/install.js';
import { openLab } from './openclaw/lab/lab.js';
import { noLabReason, runInNamespace } from './openclaw/lab/namespace.js';
import { sideBySideRun } from './openclaw/side-by-side/side-by-side-run.js';

/** How the script calls itself inside of the namespaces, before the folder for the files of the run. */
const INSIDE = '--inside-the-lab';

const [first, folder = ''] = process.argv.slice(2);
const isInside = first === INSIDE;
const words = process.argv.slice(isInside ? 4 : 2);
const run = words.includes('side-by-side') ? sideBySideRun(words) : casesRun(words);

// Before the namespaces, which have no network.
const installed = new Map();
for (const version of run.versions) installed.set(version, await installOpenClaw(version));

process.exitCode = isInside ? await runInside() : await runOutside();

async function runOutside() {
  const reason = noLabReason();
  if (reason !== undefined) {
    run.fail(`not run: ${reason}`);
    return 1;
  }
  const files = mkdtempSync(join(tmpdir(), 'cf-aig-lab-'));
  try {
    return await runInNamespace([fileURLToPath(import.meta.url), INSIDE, files, ...words]);
  } finally {
    rmSync(files, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runInside() {
  const lab = await openLab(folder, run.gateways);
  try {
    return (await run.play({ lab, openclaw: (version) => installed.get(version) })) ? 0 : 1;
  } finally {
    lab.close();
  }
}
