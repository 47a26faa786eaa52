// Slow checks against the real OpenClaw, from npm, in a lab where Cloudflare's names are the sandbox: CONTRIBUTING.md.
import { fileURLToPath } from 'node:url';
import { casesRun } from './openclaw/cases-run.js';
import { installOpenClaw } from './openclaw/install.js';
import { openLab } from './openclaw/lab/lab.js';
import { noLabReason, runInNamespace } from './openclaw/lab/namespace.js';
import { sideBySideRun } from './openclaw/side-by-side/side-by-side-run.js';

/** How the script calls itself inside of the namespaces. */
const INSIDE = '--inside-the-lab';

const words = process.argv.slice(2).filter((word) => word !== INSIDE);
const run = words.includes('side-by-side') ? sideBySideRun(words) : casesRun(words);

// Before the namespaces, which have no network.
const installed = new Map();
for (const version of run.versions) installed.set(version, await installOpenClaw(version));

process.exitCode = process.argv.includes(INSIDE) ? await runInside() : await runOutside();

async function runOutside() {
  const reason = noLabReason();
  if (reason === undefined) return runInNamespace([fileURLToPath(import.meta.url), INSIDE, ...words]);
  run.fail(`not run: ${reason}`);
  return 1;
}

async function runInside() {
  const lab = await openLab(run.gateways);
  try {
    return (await run.play({ lab, openclaw: (version) => installed.get(version) })) ? 0 : 1;
  } finally {
    lab.close();
  }
}
