import type { Category } from './category.js';

/** One entry of the catalogue. `title`, `why`, `steps` and `docs` are templates with {placeholders} (values.ts). */
export interface Cause {
  category: Category;
  /** One sentence. */
  title: string;
  /** Why it happens, and what it does to OpenClaw. */
  why: string;
  /** What to do, in order. A step whose optional value is unknown is left out. */
  steps: readonly string[];
  /** The one page to read next. */
  docs?: string;
  /** `warn`: the setup works, or may work, in spite of it. */
  severity: 'fail' | 'warn';
  /** Waiting and trying again may be enough. */
  transient: boolean;
  /** `cf-aig doctor --fix` can fix it. */
  fixable: boolean;
}

export type Entry = Pick<Cause, 'title' | 'why' | 'steps' | 'docs'> &
  Partial<Pick<Cause, 'severity' | 'transient' | 'fixable'>>;

/** The causes of one category, with what is usual filled in: a failure, lasting, to be fixed by hand. */
export function family<Id extends string>(category: Category, entries: Record<Id, Entry>): Record<Id, Cause> {
  const filled: Partial<Record<Id, Cause>> = {};
  for (const id in entries) {
    filled[id] = { severity: 'fail', transient: false, fixable: false, ...entries[id], category };
  }
  return filled as Record<Id, Cause>;
}
