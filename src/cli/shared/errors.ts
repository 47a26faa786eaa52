import { CATALOGUE, type CauseId } from '../../diagnosis/causes/catalogue.js';
import { CATEGORY_EXIT_CODES, type Category } from '../../diagnosis/causes/category.js';
import type { Diagnosis } from '../../diagnosis/reading/diagnosis.js';
import { redactSecretWords } from '../../lib/redact/looks-secret.js';

export const EXIT_OK = 0;
export const EXIT_BUG = 1;
export const EXIT_USAGE = 2;
/** `explain` found nothing in the text. */
export const EXIT_NOT_UNDERSTOOD = 3;
/** `conformance` saw something that cf-aig does not expect of Cloudflare: no fault of the setup. */
export const EXIT_DIFFERENT = 4;
export const EXIT_INTERRUPTED = 130;

/** A required option that was not given. */
export interface Missing {
  flag: string;
  env?: string;
  why: string;
}

/** The cause that decides the exit code. */
export interface Verdict {
  category: Category;
  cause: CauseId;
}

type Failure = { exitCode: number } | { cause: CauseId };

/** Additional fields of the JSON document's `error`. */
interface ErrorDetails {
  cause?: CauseId;
  category?: Category;
  missing?: readonly Missing[];
  /** Of the system, such as `EACCES`. */
  code?: string;
  /** Of a bug in cf-aig. */
  stack?: string;
}

/** What the JSON document of any command says of a failure. */
export interface ErrorFields {
  error: { message: string; hint: string } & ErrorDetails;
  /** null if the error is not a cause of the catalogue, such as wrong usage. */
  verdict: Verdict | null;
}

/** An error that the user can act on; shown without a stack trace. */
export class KnownError extends Error {
  readonly exitCode: number;
  /** null if the error is not a cause of the catalogue, such as wrong usage. */
  readonly verdict: Verdict | null;
  readonly hint: string;
  readonly details: ErrorDetails;
  /** What people read instead of message and hint. */
  readonly diagnosis?: Diagnosis;

  /** A cause implies the exit code of its category. */
  constructor(message: string, o: Failure & { hint?: string; details?: ErrorDetails }) {
    super(message);
    this.verdict = 'cause' in o ? { category: CATALOGUE[o.cause].category, cause: o.cause } : null;
    this.exitCode = 'cause' in o ? CATEGORY_EXIT_CODES[CATALOGUE[o.cause].category] : o.exitCode;
    this.hint = o.hint ?? '';
    this.details = o.details ?? {};
  }
}

/** The fields of a failure in the JSON document of any command. Not redacted. */
export function errorFields({
  message,
  hint,
  details,
  verdict,
}: Pick<KnownError, 'message' | 'hint' | 'details' | 'verdict'>): ErrorFields {
  return { error: { message, hint, ...details }, verdict };
}

/** Redacts what looks like a secret, because the wrong argument may be a token in the wrong place. */
export class UsageError extends KnownError {
  constructor(message: string, hint = '', missing: readonly Missing[] = []) {
    super(redactSecretWords(message), {
      exitCode: EXIT_USAGE,
      hint: redactSecretWords(hint),
      details: missing.length ? { missing } : {},
    });
  }
}

/** A cause of the catalogue, outside of doctor. */
export class CauseError extends KnownError {
  override readonly diagnosis: Diagnosis;

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
