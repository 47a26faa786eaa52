import { isRecord } from '../lib/json.js';

/** Paths and types of a JSON value, sorted: `error[].code: number`. Of a list all items count. */
export function shapeOf(value: unknown): string[] {
  const found = new Set<string>();
  const add = (part: unknown, path: string): void => {
    if (Array.isArray(part)) {
      if (path) found.add(`${path}: array`);
      for (const item of part) add(item, `${path}[]`);
    } else if (isRecord(part)) {
      if (path) found.add(`${path}: object`);
      for (const [key, inner] of Object.entries(part)) add(inner, path ? `${path}.${key}` : key);
    } else found.add(`${path}: ${part === null ? 'null' : typeof part}`);
  };
  add(value, '');
  return [...found].sort();
}
