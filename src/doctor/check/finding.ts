import { CATALOGUE, type CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Category } from '../../diagnosis/causes/category.js';
import type { Fix } from '../../diagnosis/causes/cause.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';
import { visible } from '../../lib/text/visible.js';

export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** The result of a check. Part of the JSON contract: fields may be added but never renamed. */
export interface Finding {
  check: string;
  status: Status;
  category?: Category;
  cause?: CauseId;
  title: string;
  /** The cause's explanation. */
  why?: string;
  evidence: string[];
  /** The one thing to do; for every finding that has a remedy. */
  fix?: Fix;
  /** The same by hand, in order. */
  steps?: string[];
  /** Alternatives to `fix`, each a way of its own. */
  or?: string[];
  /** Everything that can be done in one list. */
  remedy: string[];
  docs?: string;
  /** `doctor --fix` can fix it: its cause at times, and once the repairs are planned, in this setup. */
  fixable?: boolean;
  /** It may go away without a change. */
  transient?: boolean;
  /** Causes that the wire cannot distinguish from this one, likelier first. */
  alternatives?: CauseId[];
  /** The name that the user probably meant. */
  nearest?: string;
  /** The model id with the problem. */
  model?: string;
  /** The check itself crashed: a bug in cf-aig, which says nothing about the setup. */
  broken?: true;
  /** Milliseconds. */
  durationMs: number;
}

/** A finding without the check's name and duration, which the runner adds. */
export type Outcome = Omit<Finding, 'check' | 'durationMs'>;

export function pass(title: string, ...evidence: string[]): Outcome {
  return { status: 'pass', title: visible(title), evidence: evidence.map(visible), remedy: [] };
}

export function skip(title: string): Outcome {
  return { status: 'skip', title: visible(title), evidence: [], remedy: [] };
}

export function isProblem({ status }: Pick<Finding, 'status'>): boolean {
  return status === 'fail' || status === 'warn';
}

const NOT_CHECKED = 'not checked';

/** For a check whose inputs another check, or an option, has taken away; `reason` as in `: gateway failed`. */
export function notChecked(reason: string): Outcome {
  return skip(`${NOT_CHECKED}${reason}`);
}

export function isNotChecked({ status, title }: Pick<Finding, 'status' | 'title'>): boolean {
  return status === 'skip' && title.startsWith(NOT_CHECKED);
}

/** A warning that is not a cause. The first remedy is the one to do. */
export function advice(title: string, remedy: string[], ...evidence: string[]): Outcome {
  return {
    status: 'warn',
    title: visible(title),
    evidence: evidence.map(visible),
    fix: { what: remedy[0]! },
    steps: remedy,
    or: [],
    remedy,
  };
}

const BUG = 'This is a bug in cf-aig, not in your setup. The other checks are not affected.';

/** For a check that threw. */
export function fromError(error: unknown): Outcome {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return {
    status: 'fail',
    title: `this check crashed: ${message}`,
    evidence: stack
      .split('\n')
      .slice(1, 4)
      .map((line) => line.trim()),
    fix: { what: BUG },
    steps: [BUG],
    or: [],
    remedy: [BUG],
    broken: true,
  };
}

export function problem(cause: CauseId, values: Values, ...evidence: string[]): Outcome {
  return fromDiagnosis(makeDiagnosis(cause, values, evidence));
}

/** A cause that is a warning elsewhere, where nothing works because of it. */
export function failure(cause: CauseId, values: Values, ...evidence: string[]): Outcome {
  return { ...problem(cause, values, ...evidence), status: 'fail' };
}

export function fromDiagnosis(diagnosis: Diagnosis): Outcome {
  const { cause, category, title, why, evidence, fix, steps, or, remedy, docs } = diagnosis;
  const { transient, alternatives, nearest, model } = diagnosis;
  return {
    status: diagnosis.severity,
    category,
    cause,
    title,
    why,
    evidence,
    fix,
    steps,
    or,
    remedy,
    docs,
    fixable: CATALOGUE[cause].fixable,
    transient,
    alternatives,
    nearest,
    model,
  };
}
