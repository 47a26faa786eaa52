import { fileURLToPath } from 'node:url';
import { writeMarked } from '../marked-part.js';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** @typedef {import('./measure.js').Row} Row */

/** Whether the row misses its goal. @param {Row} row */
export function isMiss({ ratio, goal }) {
  return ratio !== undefined && goal !== undefined && ratio > goal;
}

/** @param {Row} row */
export function rowText({ name, ratio, detail, goal, to }) {
  const measured = ratio === undefined ? '' : `x${ratio.toFixed(2)}`;
  const target = goal === undefined ? '' : `goal x${goal}`;
  const miss = isMiss({ name, ratio, detail, goal }) ? '  MISS' : '';
  return `${name.padEnd(46)} ${measured.padStart(7)}  ${target.padEnd(10)} ${detail}${to ? `, to ${to}` : ''}${miss}`;
}

/** @param {readonly Row[]} rows @param {{ date: Date, node: string, cores: number }} conditions */
export function tableOf(rows, { date, node, cores }) {
  const lines = rows.map((row) => [
    row.name,
    row.ratio === undefined
      ? ''
      : `${isMiss(row) ? '**' : ''}${row.ratio.toFixed(2)}${isMiss(row) ? '** (miss)' : ''}`,
    row.goal === undefined ? '' : String(row.goal),
    row.to ?? '',
    row.detail,
  ]);
  return [
    `${date.toISOString().slice(0, 10)}, Node ${node}, ${cores} ${cores === 1 ? 'core' : 'cores'}.`,
    '',
    '| what | ratio | goal | to | in this run |',
    '| --- | ---: | ---: | --- | --- |',
    ...lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
  ].join('\n');
}

/** Puts the table of a part into the page. @param {string} part @param {string} table */
export function writeTable(part, table) {
  writeMarked(PAGE, `npm run bench -- ${part.includes(' ') ? `'${part}'` : part} --write`, table);
}
