import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';

/** The value at a path; undefined if a part of the path is missing. Ignores inherited properties. */
export function valueAt(root: unknown, path: Path): unknown {
  let node = root;
  for (const key of path) {
    if (typeof key === 'number') {
      if (!Array.isArray(node)) return undefined;
      node = node[key];
    } else {
      if (!isRecord(node) || !Object.hasOwn(node, key)) return undefined;
      node = node[key];
    }
  }
  return node;
}

export function recordAt(root: unknown, path: Path): Record<string, unknown> | undefined {
  const value = valueAt(root, path);
  return isRecord(value) ? value : undefined;
}

/** Matches any key or index. */
export const ANY = Symbol('any');
export type Pattern = readonly (string | number | typeof ANY)[];

/** All values that match a pattern, and where they are. */
export function matches(root: unknown, pattern: Pattern): { path: Path; value: unknown }[] {
  let found: { path: Path; value: unknown }[] = [{ path: [], value: root }];
  for (const key of pattern) {
    found = found.flatMap(({ path, value }) =>
      key === ANY
        ? membersOf(value).map(([name, member]) => ({ path: [...path, name], value: member }))
        : [{ path: [...path, key], value: valueAt(value, [key]) }],
    );
  }
  return found.filter(({ value }) => value !== undefined);
}

function membersOf(value: unknown): [key: string | number, member: unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isRecord(value) ? Object.entries(value) : [];
}
