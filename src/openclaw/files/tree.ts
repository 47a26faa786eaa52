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
