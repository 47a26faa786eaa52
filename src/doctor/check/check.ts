import type { Outcome } from './finding.js';

/** One thing that doctor looks at. Its inputs come from the context, which does each piece of I/O at most once. */
export interface Check<Context> {
  id: string;
  /** What the user reads at the start of the line: two or three words. */
  title: string;
  /** Checks that must not have failed or been skipped: without them this one has nothing to look at. */
  needs: readonly string[];
  /** Left out by `--offline`. */
  network?: boolean;
  run(context: Context): Promise<Outcome | Outcome[]> | Outcome | Outcome[];
}
