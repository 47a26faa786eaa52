import { distance } from 'fastest-levenshtein';

/** How much of the longer word may differ. */
const TOLERANCE = 0.4;
/** From this length on, a word is taken for the beginning of a longer one. */
const PREFIX_LENGTH = 3;

/** The candidate that was probably meant; undefined when none is close. Case does not count, a beginning does. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let bestScore = TOLERANCE;
  for (const candidate of candidates) {
    const score = difference(typed, candidate.toLowerCase());
    if (score < bestScore || (score === bestScore && best === undefined)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** 0: the same; 1: nothing in common. */
function difference(typed: string, candidate: string): number {
  const longer = Math.max(typed.length, candidate.length);
  if (longer === 0) return 1;
  const byEdits = distance(typed, candidate) / longer;
  const isPrefix = typed.length >= PREFIX_LENGTH && candidate.startsWith(typed);
  // Among several that begin alike the shortest is the nearest.
  return isPrefix ? Math.min(byEdits, TOLERANCE * (1 - typed.length / candidate.length)) : byEdits;
}
