import { isRecord } from '../json.js';
import type { Path } from './parse.js';
import { deepEqual } from './values.js';

/** The smallest change to a text. */
export type Step =
  | { kind: 'replace'; path: Path; value: unknown }
  /** A new member (key) or a new last element (index) of the container at `parent`. */
  | { kind: 'add'; parent: Path; key: string | number; value: unknown }
  | { kind: 'remove'; path: Path };

/**
 * The steps from one value to another, in the order to apply them. Objects are compared member by member and arrays
 * element by element, so that unchanged parts are never rewritten.
 */
export function difference(before: unknown, after: unknown, path: Path = []): Step[] {
  if (deepEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    // Add before removing: an object that becomes empty in between would lose its style.
    return [
      ...Object.keys(after).flatMap((key) =>
        Object.hasOwn(before, key)
          ? difference(before[key], after[key], [...path, key])
          : [{ kind: 'add' as const, parent: path, key, value: after[key] }],
      ),
      ...Object.keys(before)
        .filter((key) => !Object.hasOwn(after, key))
        .map((key) => ({ kind: 'remove' as const, path: [...path, key] })),
    ];
  }
  if (Array.isArray(before) && Array.isArray(after)) return arrayDifference(before, after, path);
  return [{ kind: 'replace', path, value: after }];
}

function arrayDifference(before: readonly unknown[], after: readonly unknown[], path: Path): Step[] {
  const surplus = Math.max(before.length - after.length, 0);
  // Remove the surplus at the first element that differs; the rest moves up.
  const firstGone = before.findIndex(
    (element, index) => !deepEqual(element, after[index]) || index >= after.length,
  );
  const kept = before.toSpliced(firstGone, surplus);
  return [
    ...Array.from({ length: surplus }, (_, i) => ({
      kind: 'remove' as const,
      path: [...path, firstGone + surplus - 1 - i],
    })),
    ...kept.flatMap((element, index) => difference(element, after[index], [...path, index])),
    ...after.slice(kept.length).map((value, index) => ({
      kind: 'add' as const,
      parent: path,
      key: kept.length + index,
      value,
    })),
  ];
}
