import { parseJson } from '../../lib/json.js';

export interface Fragment {
  value: unknown;
  start: number;
  end: number;
}

/** Longer than any error body; keeps the search linear in a log of any size. */
const LONGEST = 20_000;
/** Deeper than any error body; keeps it linear in a text of nothing but brackets, too. */
const DEEPEST = 64;
/** What may stand outside strings, apart from brackets: numbers, true, false, null. */
const BARE = /[\s\d,:.+\-eEtrufalsn]/;

/** Every outermost JSON object or array inside a text. */
export function jsonFragments(text: string): Fragment[] {
  const fragments: Fragment[] = [];
  const opening = /[[{]/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    const end = endOfValue(text, start);
    const value = end === undefined ? undefined : parseJson(text.slice(start, end));
    if (end === undefined || typeof value !== 'object' || value === null) continue;
    fragments.push({ value, start, end });
    opening.lastIndex = end;
  }
  return fragments;
}

function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  const limit = Math.min(text.length, start + LONGEST);
  for (let index = start; index < limit; index++) {
    const char = text[index]!;
    if (inString) {
      if (char === '\\') index++;
      else if (char === '"') inString = false;
      else if (char === '\n') return undefined;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth++;
      if (depth > DEEPEST) return undefined;
    } else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return index + 1;
    } else if (!BARE.test(char)) return undefined;
  }
  return undefined;
}
