import type { Budget, Listed } from '../../../conformance/plan.js';
import { summaryOf } from '../../../conformance/result-file.js';
import type { Outcome } from '../../../conformance/run-experiments.js';
import { dollars } from '../../render/columns.js';
import { hang } from '../../render/hang.js';
import type { Style } from '../../render/style.js';

/** Columns. */
const MIN_QUESTION = 40;

export function listText(experiments: readonly Listed[], style: Style): string {
  const topics = [...new Set(experiments.map(({ topic }) => topic))];
  const longest = Math.max(0, ...experiments.map(({ id }) => id.length));
  // In a narrow terminal a column of its own would leave the questions too little room.
  const idWidth = style.width - longest < MIN_QUESTION ? 0 : longest;
  const lines = topics.flatMap((topic) => [
    style.paint.bold(topic),
    ...experiments
      .filter((one) => one.topic === topic)
      .map(({ id, question, costUsd }) =>
        hang(
          `  ${id.padEnd(idWidth)}  `,
          `${question}${costUsd ? ` (at most ${dollars(costUsd)})` : ''}`,
          style,
        ),
      ),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What is about to be sent. */
export function planText(
  gateway: string,
  { experiments, requests, paid, atMostUsd }: Budget,
  o: { facts: number; createGateway: boolean },
  style: Style,
): string {
  const cost = paid
    ? `${paid} of them ${paid === 1 ? 'has' : 'have'} a model answer, for ${dollars(atMostUsd)} at most in all.`
    : 'None of them costs anything.';
  const own = o.createGateway ? ' A gateway is created for some of them, and deleted at the end.' : '';
  return `${hang(
    '',
    `${experiments} ${experiments === 1 ? 'experiment' : 'experiments'} on ${gateway}: up to ${requests + o.facts} requests. ${cost}${own} Your settings stay as they are; requests that reach a provider may add rows to the log.`,
    style,
  )}\n\n`;
}

/** The differences first. */
export function outcomesText(outcomes: readonly Outcome[], style: Style): string {
  const { paint, symbols } = style;
  const { same, different, notRun } = summaryOf(outcomes);
  const blocks: string[][] = [];
  for (const outcome of outcomes) {
    if (outcome.result !== 'different') continue;
    const { id, question, confidence } = outcome.experiment;
    blocks.push([
      hang(` ${symbols.fail} `, `${paint.bold(id)} ${paint.dim(`(${confidence})`)}`, style),
      hang('   ', question, style),
      ...outcome.differences.map(({ what, expected, seen }) =>
        hang('     ', `${what}: expected ${expected}; seen ${seen}`, style),
      ),
    ]);
  }
  const reasons = new Map<string, string[]>();
  for (const outcome of outcomes)
    if (outcome.result === 'not-run') addTo(reasons, inShort(outcome.why), outcome.experiment.id);
  if (reasons.size)
    blocks.push(
      [...reasons].map(([why, ids]) =>
        hang(` ${symbols.skip} `, `not run, ${why}: ${ids.join(', ')}`, style),
      ),
    );
  const colour = different ? paint.red : same ? paint.green : paint.yellow;
  const counts = `${same} as expected${different ? `, ${different} different` : ''}${notRun ? `, ${notRun} not run` : ''}`;
  blocks.push([colour(paint.bold(hang('', counts, style)))]);
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** The kind that is missing is in the file, and mostly in the name of the experiment. */
function inShort(why: string): string {
  return why.replace(/--other-(token|gateway) \S+/g, 'another $1 (--other-$1)');
}

function addTo(lists: Map<string, string[]>, key: string, item: string): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}
