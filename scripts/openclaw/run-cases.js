/** @import { Case, Outcome, Stage } from './cases/case.js' */

const SIDE_BY_SIDE = 2;

/**
 * Runs the cases two at a time and prints a line for each as it ends.
 * @param {readonly Case[]} cases
 * @param {Stage} stage
 * @returns {Promise<{ name: string, outcome: Outcome }[]>} in the order of the cases
 */
export async function runCases(cases, stage) {
  /** @type {{ name: string, outcome: Outcome }[]} */
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
export function printResult(name, { why }) {
  console.log(why === undefined ? `ok   ${name}` : `FAIL ${name}\n${why.replace(/^/gm, '     ')}`);
}

/**
 * What was measured, in Markdown, and the count.
 * @param {{ name: string, outcome: Outcome }[]} results
 * @returns {string}
 */
export function summary(results) {
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
