// Prints what the program takes as ratios to something in the same run, since absolute times say more about the machine.
// `-- word`: only the parts whose name has the word. `--write` puts the table of a whole run into docs/performance.md.
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
if (writes && words.length) throw new Error('--write needs the figures of all parts: leave out the words.');
/** @type {import('./bench/measure.js').Row[]} */
const rows = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (words.length && !words.some((word) => name.includes(word))) continue;
  for await (const row of part()) {
    rows.push(row);
    console.log(rowText(row));
  }
}
if (rows.length === 0) throw new Error(`No part is called ${words.join(' or ')}.`);
const misses = rows.filter(isMiss).length;
console.log(misses === 0 ? 'No miss.' : `${misses} ${misses === 1 ? 'miss' : 'misses'}.`);
if (writes)
  writeTable(tableOf(rows, { date: new Date(), node: process.versions.node, cores: availableParallelism() }));
