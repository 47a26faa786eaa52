import type { ModelResult } from './model-test.js';

export interface RetryEffects {
  sleep(ms: number): Promise<void>;
  /** 0 to 1. */
  random(): number;
  onWait?(ms: number): void;
}

/** Milliseconds before the first repetition; it doubles. */
const FIRST_WAIT = 1_000;
/** Who asks for more than this is not waited for. Milliseconds. */
const LONGEST_WAIT = 60_000;
/** Passes by itself, but not while a user waits. */
const TOO_SLOW: readonly string[] = ['spend-limit', 'openclaw-cooldown'];

/** Does the same again while that may help: never what cannot succeed, and never sooner than the answer asks for. */
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

/** Undefined: it does not help. A transport that failed has taken its time already, and may have been paid for. */
export function waitBefore(result: ModelResult, number: number, random: number): number | undefined {
  const { ok, transient, httpStatus, cause, retryAfterMs } = result;
  if (ok || !transient || httpStatus === undefined || httpStatus < 400) return undefined;
  if (cause && TOO_SLOW.includes(cause)) return undefined;
  if (retryAfterMs !== undefined)
    return retryAfterMs > LONGEST_WAIT ? undefined : retryAfterMs * (1 + random / 10);
  // Many that were refused together must not come back together.
  return FIRST_WAIT * 2 ** (number - 1) * (0.5 + random / 2);
}
