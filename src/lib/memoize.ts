import { BoundedMap } from './bounded-map.js';

/** Shorter texts are cheap to read again, and would push out the long ones. */
const MIN_LENGTH = 2000;
/** Total length of the texts whose results are kept: the largest file that is read, before and after its edit. */
const MAX_TOTAL = 18_000_000;

/** Keeps the results for recent long texts. `work` must be pure, and its result must not be mutated. */
export function memoize<R extends object>(work: (text: string) => R): (text: string) => R {
  const results = new BoundedMap<{ result: R; length: number }>(MAX_TOTAL, ({ length }) => length);
  return (text) => {
    const known = results.get(text);
    if (known) return known.result;
    const result = work(text);
    if (text.length >= MIN_LENGTH) results.set(text, { result, length: text.length });
    return result;
  };
}
