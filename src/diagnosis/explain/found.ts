import type { CauseId } from '../causes/catalogue.js';
import type { Diagnosis } from '../reading/diagnosis.js';
import type { Values } from '../reading/values.js';
import type { Candidates } from './sentences/candidates.js';

/**
 * How definite a finding is. 0: fits several causes; anything definite in the same text that is one of them makes it
 * superfluous. 1: words without a form. 2: a code, or a sentence that only one thing can mean. 3: the answer itself.
 */
export type Certainty = 0 | 1 | 2 | 3;

/** One failure found in a text. */
export interface Found {
  cause: CauseId;
  alternatives: readonly CauseId[];
  values: Values;
  evidence: string[];
  /** The place in the text. */
  excerpt: string;
  certainty: Certainty;
  /** When it was made already. */
  diagnosis?: Diagnosis;
}

/** One of several candidates, the likeliest first. */
export function oneOf(
  candidates: Candidates,
  excerpt: string,
  evidence: string[],
  values: Values = {},
): Found {
  const [cause, ...alternatives] = candidates;
  return { cause, alternatives, values, evidence, excerpt, certainty: alternatives.length > 0 ? 0 : 2 };
}

/** The most definite one, the first among equals. */
export function mostDefinite(all: readonly (Found | undefined)[]): Found | undefined {
  let best: Found | undefined;
  for (const one of all) if (one && (!best || one.certainty > best.certainty)) best = one;
  return best;
}

export const EXCERPT_CHARS = 240;
export const SEVERAL = 'this text fits several causes, the likeliest first';
