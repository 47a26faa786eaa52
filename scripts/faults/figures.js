import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { summary } from './report.js';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const MARKED = /(<!-- written by `npm run test:faults -- --write` -->\n).*?(\n<!-- figures end -->)/s;

/**
 * @typedef {object} Conditions
 * @property {Date} date
 * @property {string} node version
 * @property {number} cores
 * @property {number} minutes
 */

/**
 * The lines in their order, without the misses, which may have paths of this machine.
 * @param {import('./report.js').Line[]} lines
 * @param {Conditions} conditions
 * @returns {string} Markdown
 */
export function figures(lines, { date, node, cores, minutes }) {
  const [tried, held] = /** @type {const} */ (['tried', 'held']).map((key) =>
    lines.reduce((sum, line) => sum + line[key], 0),
  );
  const day = date.toISOString().slice(0, 10);
  const rows = [
    ['line', 'tried', 'held'],
    ['---', '---:', '---:'],
    ...lines.map((line) => [
      line.name.replaceAll('|', '\\|'),
      line.reason ?? count(line.tried),
      count(line.held),
    ]),
    ['**all**', `**${count(tried)}**`, `**${count(held)}**`],
  ];
  return [
    `${day}, Node ${node}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${Math.max(1, Math.round(minutes))} min: **${summary(lines)}**.`,
    '',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** Puts them between the marks of docs/reliability.md. @param {string} text */
export function writeFigures(text) {
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), text));
}

/** @param {string} page @param {string} text */
export function withFigures(page, text) {
  if (!MARKED.test(page)) throw new Error('docs/reliability.md has no marks for the figures');
  return page.replace(MARKED, (_, start, end) => `${start}\n${text}\n${end}`);
}

/** @param {number} [number] */
function count(number = 0) {
  return number.toLocaleString('en-US');
}
