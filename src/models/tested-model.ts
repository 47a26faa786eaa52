import { type Spread, spread } from '../lib/statistics.js';
import type { ModelResult } from './model-test.js';

/** The result of one model. Part of the JSON contract: fields may be added but never renamed. */
export interface TestedModel extends ModelResult {
  /** Number of requests, including retries. */
  attempts: number;
  tokensPerSecond?: number;
  /** US dollars, according to the gateway's prices. */
  costUsd?: number;
  /** With `--repeat`: every round. */
  runs?: RoundResult[];
  /** With `--repeat`, over the successful rounds. */
  stats?: { firstByteMs?: Spread; totalMs?: Spread; tokensPerSecond?: Spread };
  /** With `--tools`. */
  tools?: ToolResult;
  /** With `--image`: the model recognised the image. */
  imageRecognised?: boolean;
  /** With `--compare-direct`. */
  direct?: DirectResult;
}

type RoundResult = Pick<
  TestedModel,
  'ok' | 'cause' | 'httpStatus' | 'firstByteMs' | 'totalMs' | 'outputTokens' | 'tokensPerSecond' | 'cache'
>;

interface ToolResult {
  /** The model called the tool. */
  called: boolean;
  name?: string;
  /** JSON, as the model wrote it. */
  arguments?: string;
  /** The reply contains the tool's result. */
  usedResult?: boolean;
}

export interface DirectResult {
  host: string;
  ok: boolean;
  title?: string;
  /** Milliseconds, median over the rounds. */
  firstByteMs?: number;
  totalMs?: number;
  /** Milliseconds that the gateway adds; negative if it was faster. */
  overheadFirstByteMs?: number;
  overheadMs?: number;
}

/** Output tokens per second; of a stream, since the first byte. */
export function tokensPerSecond(
  { outputTokens, firstByteMs, totalMs }: ModelResult,
  streamed: boolean,
): number | undefined {
  if (!outputTokens || totalMs === undefined) return undefined;
  const ms = streamed ? totalMs - (firstByteMs ?? 0) : totalMs;
  return ms >= 1 ? Math.round((outputTokens / ms) * 10_000) / 10 : undefined;
}

/** Combines rounds into one result: the first failure decides; times are medians. */
export function summarise(rounds: readonly TestedModel[]): TestedModel {
  const [first] = rounds;
  if (!first || rounds.length === 1) return first!;
  const succeeded = rounds.filter(({ ok }) => ok);
  const stats = {
    firstByteMs: spread(numbers(succeeded, 'firstByteMs')),
    totalMs: spread(numbers(succeeded, 'totalMs')),
    tokensPerSecond: spread(numbers(succeeded, 'tokensPerSecond')),
  };
  const representative = rounds.find(({ ok }) => !ok) ?? rounds.at(-1)!;
  return {
    ...representative,
    ...(representative.ok && {
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
