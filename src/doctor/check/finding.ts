import { CATALOGUE, type CauseId } from '../../diagnosis/causes/catalogue.js';
import type { Category } from '../../diagnosis/causes/category.js';
import type { Cause } from '../../diagnosis/causes/cause.js';
import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import type { Values } from '../../diagnosis/reading/values.js';

export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** What one check saw. Part of the contract for scripts: fields are added freely, never renamed. */
export interface Finding {
  check: string;
  status: Status;
  category?: Category;
  cause?: CauseId;
  title: string;
  /** Why it happens; only with a cause. */
  why?: string;
  evidence: string[];
  remedy: string[];
  docs?: string;
  /** `doctor --fix` can mend it. */
  fixable?: boolean;
  /** It may go away by itself. */
  transient?: boolean;
  /** Causes that nothing on the wire tells apart from this one, likelier first. */
  alternatives?: CauseId[];
  /** The name that was probably meant, where one that is written is unknown. */
  nearest?: string;
  /** The model id that it is about, where it is about one. */
  model?: string;
  /** The check itself failed: a bug of cf-aig, which says nothing about the setup. */
  broken?: true;
  /** Milliseconds. */
  durationMs: number;
}

/** A finding before the runner stamps it with the check's name and duration. */
export type Outcome = Omit<Finding, 'check' | 'durationMs'>;

export function pass(title: string, ...evidence: string[]): Outcome {
  return { status: 'pass', title, evidence, remedy: [] };
}

export function skip(title: string): Outcome {
  return { status: 'skip', title, evidence: [], remedy: [] };
}

/** A warning that is no cause of a failure: advice with what to do about it. */
export function advice(title: string, remedy: string[], ...evidence: string[]): Outcome {
  return { status: 'warn', title, evidence, remedy };
}

/** A check that threw. */
export function broken(error: unknown): Outcome {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return {
    status: 'fail',
    title: `this check broke: ${message}`,
    evidence: stack
      .split('\n')
      .slice(1, 4)
      .map((line) => line.trim()),
    remedy: ['This is a bug in cf-aig, not in your setup: what the other checks say stands.'],
    broken: true,
  };
}

export function problem(cause: CauseId, values: Values, ...evidence: string[]): Outcome {
  return diagnosed(makeDiagnosis(cause, values, evidence));
}

export function diagnosed(diagnosis: Diagnosis): Outcome {
  const { cause, category, title, why, evidence, remedy, docs, transient, alternatives, nearest, model } =
    diagnosis;
  return {
    status: diagnosis.severity,
    category,
    cause,
    title,
    why,
    evidence,
    remedy,
    docs,
    fixable: isFixable(cause, remedy),
    transient,
    alternatives,
    nearest,
    model,
  };
}

/** Where the remedy promises `--fix` for a known value only, nothing is promised without it. */
function isFixable(cause: CauseId, remedy: readonly string[]): boolean {
  const { fixable, steps }: Cause = CATALOGUE[cause];
  const promises = (texts: readonly string[]) => texts.some((text) => text.includes('doctor --fix'));
  return fixable && (promises(remedy) || !promises(steps));
}
