// Attacks the built program, prints tried and held for each line, and exits non-zero on one miss.
import { killPoints } from './faults/kill-points.js';

/** @type {(() => Iterable<import('./faults/kill-points.js').Line>)[]} */
const ATTACKS = [killPoints];

for (const attack of ATTACKS) {
  for (const { name, tried, held, misses } of attack()) {
    console.log(`${name.padEnd(28)} tried ${String(tried).padStart(4)}  held ${String(held).padStart(4)}`);
    for (const miss of misses) console.log(`  ${miss}`);
    if (misses.length || tried === 0) process.exitCode = 1;
  }
}
