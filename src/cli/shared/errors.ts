import { CATALOGUE, type CauseId } from '../../diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES, type Category } from '../../diagnosis/causes/category.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import { redactSecretWords } from '../../lib/redact/looks-secret.js';

export const EXIT_OK = 0;
export const EXIT_BUG = 1;
const EXIT_USAGE = 2;
/** `explain` knows nothing in the text. */
export const EXIT_NOT_UNDERSTOOD = 3;
export const EXIT_INTERRUPTED = 130;

/** Something that a script must pass and did not. */
export interface Missing {
  flag: string;
  env?: string;
  why: string;
}

/** What decided over a failure. */
interface Verdict {
  category: Category;
  cause: CauseId;
}

type End = { exitCode: number } | { cause: CauseId };

/** An end that the user can do something about: it is shown without a stack trace. */
export class KnownError extends Error {
  readonly exitCode: number;
  /** null: no cause of the catalogue, such as wrong usage. */
  readonly verdict: Verdict | null;
  readonly hint: string;
  /** More fields of the JSON document's `error`. */
  readonly details: Record<string, unknown>;

  /** A cause brings the exit code of its category. */
  constructor(message: string, o: End & { hint?: string; details?: Record<string, unknown> }) {
    super(message);
    this.verdict = 'cause' in o ? { category: CATALOGUE[o.cause].category, cause: o.cause } : null;
    this.exitCode = 'cause' in o ? CATEGORY_EXIT_CODES[CATALOGUE[o.cause].category] : o.exitCode;
    this.hint = o.hint ?? '';
    this.details = o.details ?? {};
  }
}

/** A failure in a JSON document, the same whatever the command. Secrets are not removed here. */
export function errorFields({
  message,
  hint,
  details,
  verdict,
}: Pick<KnownError, 'message' | 'hint' | 'details' | 'verdict'>): Record<string, unknown> {
  return { error: { message, hint, ...details }, verdict };
}

/** What was given wrongly may be a token in the wrong place: what looks like one is not repeated. */
export class UsageError extends KnownError {
  constructor(message: string, hint = '', missing: readonly Missing[] = []) {
    super(redactSecretWords(message), {
      exitCode: EXIT_USAGE,
      hint: redactSecretWords(hint),
      details: missing.length ? { missing } : {},
    });
  }
}

/** A cause of the catalogue met outside of doctor. */
export class CauseError extends KnownError {
  readonly diagnosis: Diagnosis;

  constructor(diagnosis: Diagnosis) {
    const { cause, category, title, evidence, remedy } = diagnosis;
    super(evidence.length ? `${title} (${evidence.join('; ')})` : title, {
      cause,
      hint: remedy.join('\n'),
      details: { cause, category },
    });
    this.diagnosis = diagnosis;
  }
}

export class Interrupted extends KnownError {
  constructor(message = 'Interrupted. Nothing was written.') {
    super(message, { exitCode: EXIT_INTERRUPTED });
  }
}
