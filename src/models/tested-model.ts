import { type Spread, spread } from '../lib/statistics.js';
import type { ModelResult } from './model-test.js';

/** What came of one model. Part of the contract for scripts: fields are added freely, never renamed. */
export interface TestedModel extends ModelResult {
  /** Requests that were made for it, those that were tried again included. */
  attempts: number;
  tokensPerSecond?: number;
  /** US dollars, by the prices that the gateway lists. */
  costUsd?: number;
  /** With `--repeat`: every round. */
  runs?: RoundResult[];
  /** With `--repeat`, over the rounds that went well. */
  stats?: { firstByteMs?: Spread; totalMs?: Spread; tokensPerSecond?: Spread };
  /** With `--tools`. */
  tools?: ToolsSeen;
  /** With `--image`: the model said what is in the picture. */
  imageRecognised?: boolean;
  /** With `--compare-direct`. */
  direct?: DirectSeen;
}

type RoundResult = Pick<
  TestedModel,
  'ok' | 'cause' | 'httpStatus' | 'firstByteMs' | 'totalMs' | 'outputTokens' | 'tokensPerSecond' | 'cache'
>;

interface ToolsSeen {
  /** The model called the tool. */
  called: boolean;
  name?: string;
  /** JSON, as the model wrote it. */
  arguments?: string;
  /** What the tool answered stands in the reply. */
  usedResult?: boolean;
}

export interface DirectSeen {
  host: string;
  ok: boolean;
  title?: string;
  /** Milliseconds, median over the rounds. */
  firstByteMs?: number;
  totalMs?: number;
  /** What the gateway costs, in milliseconds; below zero: it was faster. */
  overheadFirstByteMs?: number;
  overheadMs?: number;
}

/** Tokens of the answer against the time in which they came: after the first byte where they were streamed. */
export function tokensPerSecond(
  { outputTokens, firstByteMs, totalMs }: ModelResult,
  streamed: boolean,
): number | undefined {
  if (!outputTokens || totalMs === undefined) return undefined;
  const ms = streamed ? totalMs - (firstByteMs ?? 0) : totalMs;
  return ms >= 1 ? Math.round((outputTokens / ms) * 10_000) / 10 : undefined;
}

/** Several rounds in one result: the first failure decides; times are those in the middle. */
export function summarise(rounds: readonly TestedModel[]): TestedModel {
  const [first] = rounds;
  if (!first || rounds.length === 1) return first!;
  const good = rounds.filter(({ ok }) => ok);
  const stats = {
    firstByteMs: spread(numbers(good, 'firstByteMs')),
    totalMs: spread(numbers(good, 'totalMs')),
    tokensPerSecond: spread(numbers(good, 'tokensPerSecond')),
  };
  const shown = rounds.find(({ ok }) => !ok) ?? rounds.at(-1)!;
  return {
    ...shown,
    ...(shown.ok && {
      firstByteMs: stats.firstByteMs?.median,
      totalMs: stats.totalMs?.median,
      tokensPerSecond: stats.tokensPerSecond?.median,
    }),
    attempts: rounds.reduce((sum, { attempts }) => sum + attempts, 0),
    stats,
    runs: rounds.map(
      ({ ok, cause, httpStatus, firstByteMs, totalMs, outputTokens, tokensPerSecond, cache }) => ({
        ...{ ok, cause, httpStatus, firstByteMs, totalMs, outputTokens, tokensPerSecond, cache },
      }),
    ),
  };
}

function numbers(
  results: readonly TestedModel[],
  field: 'firstByteMs' | 'totalMs' | 'tokensPerSecond',
): number[] {
  return results.map((result) => result[field]).filter((value) => value !== undefined);
}
