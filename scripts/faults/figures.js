import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeMarked } from '../marked-part.js';
import { summary } from './report.js';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const RECORD = fileURLToPath(new URL('record.json', import.meta.url));

/**
 * One run of one attack; of its misses only the kinds, since what they say may have paths of this machine.
 * @typedef {object} AttackRun
 * @property {string} date `YYYY-MM-DD`
 * @property {string} node version
 * @property {number} cores
 * @property {import('./report.js').Line[]} lines
 */

/** @param {import('./report.js').Line[]} lines @param {{ date: Date, node: string, cores: number }} conditions @returns {AttackRun} */
export function attackRun(lines, { date, ...conditions }) {
  const kept = lines.map((line) => ({
    ...line,
    misses: line.misses.map(({ kind }) => ({ kind, what: '' })),
  }));
  return { date: date.toISOString().slice(0, 10), ...conditions, lines: kept };
}

/**
 * The lines of the newest run of each attack.
 * @param {readonly AttackRun[]} runs
 * @returns {string} Markdown
 */
export function figures(runs) {
  const lines = runs.flatMap((run) => run.lines);
  const [tried, held] = /** @type {const} */ (['tried', 'held']).map((key) =>
    lines.reduce((sum, line) => sum + line[key], 0),
  );
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
    `${conditionsOf(runs)}: **${summary(lines)}**.`,
    '',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** @param {readonly AttackRun[]} runs */
function conditionsOf(runs) {
  const dates = runs.map(({ date }) => date).sort();
  const each = (/** @type {(run: AttackRun) => unknown} */ of) =>
    [...new Set(runs.map(of))].sort().join(' and ');
  const cores = each((run) => run.cores);
  return [
    [...new Set([dates[0], dates.at(-1)])].join(' to '),
    `Node ${each(({ node }) => node)}`,
    `${cores} ${cores === '1' ? 'core' : 'cores'}`,
  ].join(', ');
}

/** @returns {Record<string, AttackRun>} by attack */
export function readRecord() {
  return existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : {};
}

/** Puts the runs into the record, and the figures of all attacks onto the page. @param {readonly string[]} attacks in their order @param {Record<string, AttackRun>} runs by attack */
export function writeFigures(attacks, runs) {
  const all = { ...readRecord(), ...runs };
  const record = Object.fromEntries(attacks.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);
  writeMarked(PAGE, 'npm run test:faults -- --write', figures(Object.values(record)));
}

/** @param {number} [number] */
function count(number = 0) {
  return number.toLocaleString('en-US');
}
