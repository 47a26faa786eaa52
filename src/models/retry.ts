import type { ModelResult } from './model-test.js';

export interface RetryEffects {
  sleep(ms: number): Promise<void>;
  /** 0 to 1. */
  random(): number;
  onWait?(ms: number): void;
}

/** Milliseconds before the first retry; doubles with each one. */
const FIRST_WAIT = 1_000;
/** Milliseconds; a longer `Retry-After` is not worth waiting for. */
const MAX_WAIT = 60_000;
/** Transient, but not within the time that a user waits. */
const TOO_SLOW: readonly string[] = ['spend-limit', 'openclaw-cooldown'];

/** Retries transient failures with backoff, and never sooner than `Retry-After`. */
export async function withRetries<T extends ModelResult>(
  attempt: (number: number) => Promise<T>,
  retries: number,
  effects: RetryEffects,
): Promise<T & { attempts: number }> {
  for (let number = 1; ; number++) {
    const result = await attempt(number);
    const wait = number > retries ? undefined : waitBefore(result, number, effects.random());
    if (wait === undefined) return { ...result, attempts: number };
    effects.onWait?.(wait);
    await effects.sleep(wait);
  }
}

/** Milliseconds; undefined if a retry is pointless. Transport errors are not retried: they may have been billed. */
export function waitBefore(result: ModelResult, number: number, random: number): number | undefined {
  const { ok, transient, httpStatus, cause, retryAfterMs } = result;
  if (ok || !transient || httpStatus === undefined || httpStatus < 400) return undefined;
  if (cause && TOO_SLOW.includes(cause)) return undefined;
  if (retryAfterMs !== undefined)
    return retryAfterMs > MAX_WAIT ? undefined : retryAfterMs * (1 + random / 10);
  // Jitter, so that requests that failed together are not retried together.
  return FIRST_WAIT * 2 ** (number - 1) * (0.5 + random / 2);
}
