import { distance } from 'fastest-levenshtein';

/** Share of the longer word that may differ, unless the caller is stricter. */
const TOLERANCE = 0.4;
/** A word of at least this length also matches as a prefix. */
const PREFIX_LENGTH = 3;

/** The candidate that the user probably meant; undefined if none is close. Ignores case and accepts prefixes. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  tolerance = TOLERANCE,
): string | undefined {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let bestScore = tolerance;
  for (const candidate of candidates) {
    const score = difference(typed, candidate.toLowerCase());
    if (score < bestScore || (score === bestScore && best === undefined)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Edits that a typo may take. */
const TYPO_EDITS = 2;

/** Whether one word is another with a typo. Different digits make a different name. */
export function isTypo(word: string, meant: string): boolean {
  const edits = distance(word, meant);
  const isClose = edits / Math.max(word.length, meant.length) <= TOLERANCE;
  return edits > 0 && edits <= TYPO_EDITS && isClose && digitsOf(word) === digitsOf(meant);
}

function digitsOf(word: string): string {
  return word.replace(/\D+/g, ' ').trim();
}

/** From 0 (equal) to 1 (nothing in common). */
function difference(typed: string, candidate: string): number {
  const longer = Math.max(typed.length, candidate.length);
  if (longer === 0) return 1;
  const byEdits = distance(typed, candidate) / longer;
  const isPrefix = typed.length >= PREFIX_LENGTH && candidate.startsWith(typed);
  // Of several candidates with this prefix, the shortest is the nearest.
  return isPrefix ? Math.min(byEdits, TOLERANCE * (1 - typed.length / candidate.length)) : byEdits;
}
