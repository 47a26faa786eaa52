import { CATALOGUE, type CauseId } from '../causes/catalogue.js';
import type { Category } from '../causes/category.js';
import type { Cause, Fix } from '../causes/cause.js';
import { fill, fillFix, fillSteps, type Values } from './values.js';

/** What is wrong, in words, with what shows it. */
export interface Diagnosis {
  cause: CauseId;
  category: Category;
  title: string;
  why: string;
  /** The one thing to do. */
  fix: Fix;
  /** Alternatives to it. */
  or: string[];
  /** Everything that can be done: the steps by hand in order, then the alternatives. */
  remedy: string[];
  docs?: string;
  severity: 'fail' | 'warn';
  transient: boolean;
  /** Which exchange said it, in which field of which body. */
  evidence: string[];
  /** Causes that the wire cannot tell apart from this one, the next likelier first. */
  alternatives?: CauseId[];
  /** The name that was probably meant. */
  nearest?: string;
  /** The model id that the title names. */
  model?: string;
}

/** Fills the templates of the catalogue with the user's own values. */
export function makeDiagnosis(
  cause: CauseId,
  values: Values,
  evidence: string[],
  alternatives?: CauseId[],
): Diagnosis {
  const entry: Cause = CATALOGUE[cause];
  const steps = fillSteps(entry.steps, values);
  const or = fillSteps(entry.or, values);
  return {
    cause,
    category: entry.category,
    title: capitalise(fill(entry.title, values)),
    why: fill(entry.why, values),
    fix: fillFix(entry.fix, values) ?? { what: steps[0]! },
    or,
    remedy: [...steps, ...or],
    ...(entry.docs ? { docs: fill(entry.docs, values) } : {}),
    severity: entry.severity,
    transient: entry.transient,
    evidence,
    ...(alternatives?.length ? { alternatives } : {}),
    ...(values.nearest ? { nearest: values.nearest } : {}),
    ...(values.model && entry.title.includes('{model}') ? { model: values.model } : {}),
  };
}

/** The steps by hand: what can be done, without the alternatives. */
export function stepsOf({
  remedy,
  or = [],
}: {
  remedy: readonly string[];
  or?: readonly string[];
}): string[] {
  return remedy.slice(0, remedy.length - or.length);
}

/** A title may begin with a value ("the provider"); names of our own and of files keep their form. */
function capitalise(title: string): string {
  return title.replace(/^the /, 'The ');
}
