import { CATEGORY_EXIT_CODES } from '../../diagnosis/causes/category.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import { withoutSecretWords } from '../../lib/redact/looks-secret.js';

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

/** An end that the user can do something about: it is shown without a stack trace. */
export class KnownError extends Error {
  readonly exitCode: number;
  readonly hint: string;
  /** More fields of the JSON document's `error`. */
  readonly details: Record<string, unknown>;

  constructor(message: string, o: { exitCode: number; hint?: string; details?: Record<string, unknown> }) {
    super(message);
    this.exitCode = o.exitCode;
    this.hint = o.hint ?? '';
    this.details = o.details ?? {};
  }
}

/** What was given wrongly may be a token in the wrong place: what looks like one is not repeated. */
export class UsageError extends KnownError {
  constructor(message: string, hint = '', missing: readonly Missing[] = []) {
    super(withoutSecretWords(message), {
      exitCode: EXIT_USAGE,
      hint: withoutSecretWords(hint),
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
      exitCode: CATEGORY_EXIT_CODES[category],
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
