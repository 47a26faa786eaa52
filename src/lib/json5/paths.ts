import type { Path } from './parse.js';

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** Whether `path` is `outer` or inside it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key);
}
