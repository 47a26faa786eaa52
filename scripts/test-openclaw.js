// Slow checks against the real OpenClaw, from npm, in a lab where Cloudflare's names are the sandbox: CONTRIBUTING.md.
import { fileURLToPath } from 'node:url';
import { casesRun } from './openclaw/cases-run.js';
import { installOpenClaw } from './openclaw/install.js';
import { runInLab, scriptWords } from './openclaw/lab/run-in-lab.js';
import { sideBySideRun } from './openclaw/side-by-side/side-by-side-run.js';

const words = scriptWords();
const run = words.includes('side-by-side') ? sideBySideRun(words) : casesRun(words);

// Before the namespaces, which have no network.
const installed = new Map();
for (const version of run.versions) installed.set(version, await installOpenClaw(version));

process.exitCode = await runInLab({
  script: fileURLToPath(import.meta.url),
  gateways: run.gateways,
  play: (lab) => run.play({ lab, openclaw: (version) => installed.get(version) }),
  fail: (reason) => run.fail(reason),
});
