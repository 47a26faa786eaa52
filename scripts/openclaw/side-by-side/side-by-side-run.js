import { NEWEST } from '../versions.js';
import { GATEWAY } from './faults.js';
import { measureFaults } from './measure.js';
import { sideBySideTable, writeTable } from './write-table.js';

/** @import { Run } from '../run.js' */

/**
 * `side-by-side [part of a fault's name]... [--write]`: what OpenClaw and what cf-aig says of the same faults. For a
 * quiet machine: it measures time. Only a table of all faults is written into the README.
 * @param {string[]} words
 * @returns {Run}
 */
export function sideBySideRun(words) {
  const faults = words.filter((word) => word !== 'side-by-side' && word !== '--write');
  return {
    versions: [NEWEST],
    gateways: [{ id: GATEWAY }],
    async play({ lab, openclaw }) {
      const table = sideBySideTable(await measureFaults(lab, openclaw(NEWEST), faults));
      console.log(`\n${table}`);
      if (words.includes('--write') && !faults.length) writeTable(table);
      return true;
    },
    fail: (why) => console.log(`FAIL side-by-side\n     ${why}`),
  };
}
