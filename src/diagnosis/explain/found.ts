import type { CauseId } from '../causes/catalogue.js';
import type { Diagnosis } from '../reading/diagnosis.js';
import type { Values } from '../reading/values.js';

/** One failure found in a text. */
export interface Found {
  cause: CauseId;
  alternatives: readonly CauseId[];
  values: Values;
  evidence: string[];
  /** The place in the text. */
  excerpt: string;
  /** Fits several causes; anything definite in the same text that is one of them makes it superfluous. */
  vague: boolean;
  /** When it was made already. */
  diagnosis?: Diagnosis;
}

/** One of several candidates, the likeliest first. */
export function oneOf(
  candidates: readonly [CauseId, ...CauseId[]],
  excerpt: string,
  evidence: string[],
  values: Values = {},
): Found {
  const [cause, ...alternatives] = candidates;
  return { cause, alternatives, values, evidence, excerpt, vague: alternatives.length > 0 };
}

export const EXCERPT_CHARS = 240;
export const SEVERAL = 'this text fits several causes, the likeliest first; `cf-aig doctor` finds out which';
