/** `conformance/`: checks on a gateway what cf-aig assumes about Cloudflare, and names what is different. */

import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { isNotInSandbox } from '../diagnosis/exchange/sandbox-mark.js';
import type { Origins } from '../gateway/address/origins.js';
import type { Ask, Experiment } from './asking/experiment.js';
import type { Values } from './asking/placeholder-values.js';
import { planAsk } from './asking/planned-ask.js';
import { compare, type Difference } from './compare.js';
import type { Facts, Send } from './facts.js';
import { createMask } from './mask.js';
import { obstacle } from './plan.js';
import { type Seen, seenIn } from './seen.js';

export type Outcome = { experiment: Experiment } & (
  | { result: 'same' | 'different'; seen: Seen; differences: Difference[] }
  | { result: 'not-run'; why: string; unanswered?: Exchange }
);

export interface Bench {
  /** Ends when the run is called off or its time is up, as `sleep` does. */
  send: Send;
  origins: Origins;
  values: Values;
  has: Facts['has'];
  /** Rejects with AbortError when the run is called off. */
  sleep(ms: number): Promise<void>;
  signal: AbortSignal;
  /** Aborts when the time for all of them is up: the rest is not run. */
  deadline: AbortSignal;
}

/** How often and how long apart, in milliseconds, is asked for what Cloudflare shows late. */
const TRIES = 15;
const PAUSE_MS = 2_000;

/** Why an experiment is not run when the time for all of them is up. */
export const TIME_IS_UP = 'the time for all of them was up (--deadline)';

/** So many experiments in a row without an answer, and the rest would only wait. */
const MOST_SILENT = 3;

/** One after the other, so that no limit but the one that is examined is reached. Rejects with AbortError. */
export async function* runExperiments(
  experiments: readonly Experiment[],
  bench: Bench,
): AsyncGenerator<Outcome> {
  let silent = 0;
  for (const experiment of experiments) {
    if (bench.deadline.aborted) {
      yield { experiment, result: 'not-run', why: TIME_IS_UP };
      continue;
    }
    if (silent === MOST_SILENT) {
      yield { experiment, result: 'not-run', why: 'the experiments before it got no answer' };
      continue;
    }
    const outcome = await runOne(experiment, bench).catch((error: unknown): Outcome => {
      if (bench.signal.aborted || !bench.deadline.aborted) throw error;
      return { experiment, result: 'not-run', why: TIME_IS_UP };
    });
    if (outcome.result !== 'not-run') silent = 0;
    else if (outcome.unanswered) silent++;
    yield outcome;
  }
}

async function runOne(experiment: Experiment, bench: Bench): Promise<Outcome> {
  const why = obstacle(experiment, bench);
  if (why) return { experiment, result: 'not-run', why };
  const mask = createMask(bench.values);
  let values = bench.values;
  let last: Exchange | undefined;
  for (const ask of [...(experiment.before ?? []), experiment.ask]) {
    if (ask.path.includes('{log-id}') && values['log-id'] === undefined)
      return { experiment, result: 'not-run', why: 'the answer before has no cf-aig-log-id' };
    last = await perform(experiment.id, ask, values, bench);
    if (!last.response || last.error) {
      const why = `no answer (${last.error?.code ?? 'connection closed'})`;
      return { experiment, result: 'not-run', why, unanswered: last };
    }
    values = { ...values, 'log-id': last.response.headers['cf-aig-log-id'] };
  }
  const seen = seenIn(last!, experiment.ask, mask)!;
  if (isNotInSandbox({ headers: seen.headers, words: seen.message ?? '' }))
    return { experiment, result: 'not-run', why: 'not in the sandbox' };
  const differences = compare(experiment.expect, seen);
  return { experiment, result: differences.length ? 'different' : 'same', seen, differences };
}

/** A request without an answer is sent once more. */
async function perform(id: string, ask: Ask, values: Values, bench: Bench): Promise<Exchange> {
  const { send, origins, sleep } = bench;
  const { afterMs, times = 1, whileStatus } = ask;
  if (afterMs) await sleep(afterMs);
  const once = () => send(planAsk(id, ask, values, origins));
  let exchange = await once();
  if (!exchange.response) exchange = await once();
  for (let sent = 1; sent < times; sent++) exchange = await once();
  const isLate = () => whileStatus !== undefined && exchange.response?.status === whileStatus;
  for (let tries = 1; isLate() && tries < TRIES; tries++) {
    await sleep(PAUSE_MS);
    exchange = await once();
  }
  return exchange;
}
