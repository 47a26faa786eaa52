import { selectCases } from './cases/all-cases.js';

/** @import { Case, Outcome } from './cases/case.js' */
/** @import { Run, Stage } from './run.js' */

/** @typedef {{ name: string, outcome: Outcome }} Result */

const SIDE_BY_SIDE = 2;

/**
 * Cases, two at a time, and a table of what they measured.
 * @param {string[]} words groups or parts of names; none: all cases
 * @returns {Run}
 */
export function casesRun(words) {
  const cases = selectCases(words);
  if (!cases.length) throw new Error(`no case for ${words.join(' ')}`);
  return {
    versions: [...new Set(cases.flatMap(({ versions }) => versions))],
    gateways: cases.flatMap(({ gateways }) => gateways),
    async play(stage) {
      const results = await runCases(cases, stage);
      console.log(summary(results));
      return results.every(({ outcome }) => outcome.why === undefined);
    },
    fail(why) {
      const results = cases.map(({ name }) => ({ name, outcome: { why } }));
      for (const { name, outcome } of results) printResult(name, outcome);
      console.log(summary(results));
    },
  };
}

/**
 * Runs the cases two at a time and prints a line for each as it ends.
 * @param {readonly Case[]} cases
 * @param {Stage} stage
 * @returns {Promise<Result[]>} in the order of the cases
 */
async function runCases(cases, stage) {
  /** @type {Result[]} */
  const results = [];
  const queue = [...cases.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, { name, run }] = next;
      const outcome = await run(stage).catch((error) => ({ why: String(error?.stack ?? error) }));
      results[index] = { name, outcome };
      printResult(name, outcome);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return results;
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 */
function printResult(name, { why }) {
  console.log(why === undefined ? `ok   ${name}` : `FAIL ${name}\n${why.replace(/^/gm, '     ')}`);
}

/**
 * What was measured, in Markdown, and the count.
 * @param {Result[]} results
 * @returns {string}
 */
function summary(results) {
  const rows = results.map(({ name, outcome: { why, usage, cost, reasoning, seconds } }) =>
    [why === undefined ? name : `${name} (FAIL)`, usage, cost, reasoning, seconds?.toFixed(1)].map(
      (cell) => cell ?? '',
    ),
  );
  const table = [['case', 'usage', 'cost', 'reasoning', 'seconds'], Array(5).fill('---'), ...rows];
  const failed = results.filter(({ outcome }) => outcome.why !== undefined).length;
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`);
  return `\n${lines.join('\n')}\n\n${results.length - failed} passed, ${failed} failed`;
}
