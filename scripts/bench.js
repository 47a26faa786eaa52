// Prints what the program takes as ratios to something in the same run, since absolute times say more about the machine.
// `-- word`: only the parts whose name has the word. `--write` puts their tables into docs/performance.md.
import { availableParallelism } from 'node:os';
import { largeFiles } from './bench/large-files.js';
import { models } from './bench/models.js';
import { packageSize } from './bench/package-size.js';
import { sandbox } from './bench/sandbox.js';
import { start } from './bench/start.js';
import { isMiss, rowText, tableOf, writeTable } from './bench/table.js';
import { wire } from './bench/wire.js';

/** @type {Record<string, import('./bench/measure.js').Part>} */
const PARTS = { start, wire, models, 'large files': largeFiles, sandbox, package: packageSize };

const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const writes = process.argv.includes('--write');
/** @type {import('./bench/measure.js').Row[]} */
const all = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (words.length && !words.some((word) => name.includes(word))) continue;
  /** @type {import('./bench/measure.js').Row[]} */
  const rows = [];
  for await (const row of part()) {
    rows.push(row);
    console.log(rowText(row));
  }
  all.push(...rows);
  const conditions = { date: new Date(), node: process.versions.node, cores: availableParallelism() };
  if (writes) writeTable(name, tableOf(rows, conditions));
}
if (all.length === 0) throw new Error(`No part is called ${words.join(' or ')}.`);
const misses = all.filter(isMiss).length;
console.log(misses === 0 ? 'No miss.' : `${misses} ${misses === 1 ? 'miss' : 'misses'}.`);
