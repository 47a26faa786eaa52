// Slow checks against the real OpenClaw, from npm, in a lab where Cloudflare's names are the sandbox: CONTRIBUTING.md.
import { fileURLToPath } from 'node:url';
import { selectCases } from './openclaw/cases/all-cases.js';
import { installOpenClaw } from './openclaw/install.js';
import { openLab } from './openclaw/lab/lab.js';
import { noLabReason, runInNamespace } from './openclaw/lab/namespace.js';
import { printResult, runCases, summary } from './openclaw/run-cases.js';

/** How the script calls itself inside of the namespaces. */
const INSIDE = '--inside-the-lab';

const words = process.argv.slice(2).filter((word) => word !== INSIDE);
const cases = selectCases(words);
if (!cases.length) throw new Error(`no case for ${words.join(' ')}`);

// Before the namespaces, which have no network.
const versions = [...new Set(cases.flatMap((each) => each.versions))];
const installed = new Map();
for (const version of versions) installed.set(version, await installOpenClaw(version));

process.exitCode = process.argv.includes(INSIDE) ? await runInside() : await runOutside();

async function runOutside() {
  const reason = noLabReason();
  if (reason === undefined) return runInNamespace([fileURLToPath(import.meta.url), INSIDE, ...words]);
  const results = cases.map(({ name }) => ({ name, outcome: { why: `not run: ${reason}` } }));
  for (const { name, outcome } of results) printResult(name, outcome);
  console.log(summary(results));
  return 1;
}

async function runInside() {
  const lab = await openLab(cases.flatMap(({ gateways }) => gateways));
  const results = await runCases(cases, { lab, openclaw: (version) => installed.get(version) });
  lab.close();
  console.log(summary(results));
  return results.some(({ outcome }) => outcome.why !== undefined) ? 1 : 0;
}
