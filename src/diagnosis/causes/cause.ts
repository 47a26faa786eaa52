import type { Category } from './category.js';

/** The one thing to do. */
export interface Fix {
  /** Can be pasted into a shell as it is. */
  command?: string;
  /** What the command does, or what to do where no command does it. */
  what: string;
}

/** One entry of the catalogue. Its texts are templates with {placeholders} (values.ts). */
export interface Cause {
  category: Category;
  /** One sentence. */
  title: string;
  /** Why it happens, and what it does to OpenClaw. */
  why: string;
  /** The first one whose optional values are all known; the last one has none. */
  fix: Fix | readonly Fix[];
  /** The same by hand, in order. A step whose optional value is unknown is left out. */
  steps: readonly string[];
  /** Alternatives to `fix`, each a way of its own. */
  or: readonly string[];
  /** The one page to read next. */
  docs?: string;
  /** `warn`: the setup works, or may work, in spite of it. */
  severity: 'fail' | 'warn';
  /** Waiting and trying again may be enough. */
  transient: boolean;
  /** `cf-aig doctor --fix` can fix it. */
  fixable: boolean;
  /** Only the message of the answer says what is wrong, so people see it. */
  inTheMessage: boolean;
}

export type Entry = Pick<Cause, 'title' | 'why' | 'fix' | 'steps' | 'docs'> &
  Partial<Pick<Cause, 'or' | 'severity' | 'transient' | 'fixable' | 'inTheMessage'>>;

/** The causes of one category, with what is usual filled in: a failure, lasting, to be fixed by hand. */
export function family<Id extends string>(category: Category, entries: Record<Id, Entry>): Record<Id, Cause> {
  const filled: Partial<Record<Id, Cause>> = {};
  for (const id in entries) {
    filled[id] = {
      severity: 'fail',
      transient: false,
      fixable: false,
      inTheMessage: false,
      or: [],
      ...entries[id],
      category,
    };
  }
  return filled as Record<Id, Cause>;
}
