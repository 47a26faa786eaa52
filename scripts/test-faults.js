// Attacks the built program, prints tried and held for each line, and exits non-zero on one miss. `-- word`: only the attacks
// whose name has the word. `--write` puts the figures of the attacks that ran into docs/reliability.md. With `FAULTS_ONLY`, `documents` and
// `hostile servers` repeat one miss: a seed, or a pattern of `server | command`, as the miss prints them.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { atOnce } from './faults/at-once.js';
import { documents } from './faults/documents/index.js';
import { errorCodes } from './faults/error-codes.js';
import { escapes } from './faults/escapes/index.js';
import { attackRun, writeFigures } from './faults/figures.js';
import { foreign } from './faults/foreign/index.js';
import { fullDisk } from './faults/full-disk.js';
import { hostileClients } from './faults/hostile/clients/index.js';
import { hostileServers } from './faults/hostile/index.js';
import { killPoints } from './faults/kill-points.js';
import { leaked } from './faults/leaked/index.js';
import { lineText, summary } from './faults/report.js';
import { rivalWriter } from './faults/rival.js';

/** @type {Record<string, import('./faults/report.js').Attack>} */
const ATTACKS = {
  killed: killPoints,
  'disk error': errorCodes,
  'full disk': fullDisk,
  'at once': atOnce,
  rival: rivalWriter,
  leaked,
  documents,
  'hostile servers': hostileServers,
  'hostile clients': hostileClients,
  foreign,
  escapes,
};

const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const writes = process.argv.includes('--write');
if (writes && process.env.FAULTS_ONLY) throw new Error('--write needs whole attacks: leave out FAULTS_ONLY.');
/** @type {import('./faults/report.js').Line[]} */
const lines = [];
for (const [name, attack] of Object.entries(ATTACKS)) {
  if (words.length && !words.some((word) => name.includes(word))) continue;
  const root = mkdtempSync(join(tmpdir(), 'cf-aig-faults-'));
  const date = new Date();
  const first = lines.length;
  try {
    for await (const line of attack(root)) {
      lines.push(line);
      console.log(lineText(line));
      for (const { kind, what } of line.misses) console.log(`  ${kind}: ${what}`);
      if (line.misses.length || (line.tried === 0 && line.reason === undefined)) process.exitCode = 1;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  const { node } = process.versions;
  const run = attackRun(lines.slice(first), { date, node, cores: availableParallelism() });
  // After each, so that a run that is stopped keeps what it has.
  if (writes) writeFigures(Object.keys(ATTACKS), { [name]: run });
}
if (lines.length === 0) throw new Error(`No attack is called ${words.join(' or ')}.`);
console.log(summary(lines));
