/** The time that a command may take in all. */
export interface Deadline {
  /** Aborts when it has passed. */
  signal: AbortSignal;
  leftMs(): number;
  /** `300 s` */
  text: string;
}

/** Milliseconds; infinite for a command that ends only with Ctrl-C. */
export function startDeadline(ms: number, now: () => number): Deadline {
  const start = now();
  return {
    signal: Number.isFinite(ms) ? AbortSignal.timeout(ms) : new AbortController().signal,
    leftMs: () => ms - (now() - start),
    text: `${ms / 1000} s`,
  };
}
