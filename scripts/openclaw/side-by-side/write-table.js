import { fileURLToPath } from 'node:url';
import { writeMarked } from '../../marked-part.js';

const README = fileURLToPath(new URL('../../../README.md', import.meta.url));

/**
 * @param {import('./measure.js').Row[]} rows
 * @returns {string} Markdown
 */
export function sideBySideTable(rows) {
  const cells = rows.map(({ fault, openclaw, cfAig }) => [
    fault,
    firstSentence(openclaw.text),
    firstSentence(cfAig.text),
    `${openclaw.seconds.toFixed(1)} s`,
    `${cfAig.seconds.toFixed(1)} s`,
  ]);
  const table = [
    ['fault', 'OpenClaw says', 'cf-aig says', 'OpenClaw', 'cf-aig'],
    Array(5).fill('---'),
    ...cells,
  ];
  return table.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * Puts it between the marks in the README.
 * @param {string} table
 */
export function writeTable(table) {
  writeMarked(README, 'npm run test:openclaw -- side-by-side --write', table);
}

/**
 * Without a sign in front of it, up to a remark in brackets; account IDs by their ends.
 * @param {string} text
 */
function firstSentence(text) {
  const [sentence = ''] = /^.*?[.!?](?=\s|$)|^.*$/m.exec(text) ?? [];
  return sentence
    .replace(/^[^\p{L}]+/u, '')
    .replace(/ \([^)]*$/, '.')
    .replace(/\b([0-9a-f]{4})[0-9a-f]{24}([0-9a-f]{4})\b/g, '$1…$2')
    .replaceAll('|', '\\|');
}
