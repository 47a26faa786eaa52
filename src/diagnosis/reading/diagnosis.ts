import { visible, visibleValue } from '../../lib/text/visible.js';
import { CATALOGUE, type CauseId } from '../causes/catalogue.js';
import type { Category } from '../causes/category.js';
import type { Cause, Fix } from '../causes/cause.js';
import { forClient } from '../clients/client-cause.js';
import { fill, fillFix, fillSteps, type Values } from './values.js';

/** What is wrong, in words, with what shows it. */
export interface Diagnosis {
  cause: CauseId;
  category: Category;
  title: string;
  why: string;
  /** The one thing to do. */
  fix: Fix;
  /** The same by hand, in order. */
  steps: string[];
  /** Alternatives to `fix`, each a way of its own. */
  or: string[];
  /** Everything that can be done in one list: the command of `fix`, the steps, the alternatives. */
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

/** Fills the templates of the catalogue with the user's own values. They and the evidence are made visible: all may be foreign. */
export function makeDiagnosis(
  cause: CauseId,
  given: Values,
  evidence: string[],
  alternatives?: CauseId[],
): Diagnosis {
  const entry: Cause = given.client ? forClient(cause, CATALOGUE[cause]) : CATALOGUE[cause];
  const values = visibleValue(given);
  const fix = fillFix(entry.fix, values);
  const steps = fillSteps(entry.steps, values);
  const or = fillSteps(entry.or, values).filter((way) => way !== fix.what);
  return {
    cause,
    category: entry.category,
    title: capitalise(fill(entry.title, values)),
    why: fill(entry.why, values),
    fix,
    steps,
    or,
    remedy: remedyOf({ fix, steps, or }),
    ...(entry.docs ? { docs: fill(entry.docs, values) } : {}),
    severity: entry.severity,
    transient: entry.transient,
    evidence: evidence.map(visible),
    ...(alternatives?.length ? { alternatives } : {}),
    ...(values.nearest ? { nearest: values.nearest } : {}),
    ...(values.model && entry.title.includes('{model}') ? { model: values.model } : {}),
  };
}

/** What can be done about something. */
export type Help = Pick<Diagnosis, 'fix' | 'steps' | 'or'>;

/** Everything that can be done in one list. The command comes first, unless a step or an alternative names it. */
function remedyOf({ fix: { command, what }, steps, or }: Help): string[] {
  const isNamed = [...steps, ...or].some((text) => command && text.includes(`\`${command}\``));
  const all = [...(command && !isNamed ? [`\`${command}\`: ${what}`] : []), ...steps, ...or];
  return all.length ? all : [what];
}

/** The same diagnosis, finding or result with another fix, and other steps or alternatives if they are given. */
export function withHelp<T extends Partial<Help>>(
  about: T,
  { fix, steps = about.steps ?? [], or = about.or ?? [] }: Pick<Help, 'fix'> & Partial<Help>,
): T & Help & Pick<Diagnosis, 'remedy'> {
  return { ...about, fix, steps, or, remedy: remedyOf({ fix, steps, or }) };
}

/** A title may begin with a value ("the provider"); names of our own and of files keep their form. */
function capitalise(title: string): string {
  return title.replace(/^the /, 'The ');
}
