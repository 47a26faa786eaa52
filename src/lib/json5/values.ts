import { isRecord } from '../json.js';

/** A value as JSON5 knows them: null, booleans, numbers (also NaN, Infinity), strings, arrays, plain objects. */
export type PlainObject = Record<string, unknown>;

/** Sets a member as json5 does: even `__proto__` is a key like any other. */
export function put(object: PlainObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

/** The same JSON5 value; the order of keys does not count, `-0` is not `0`. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((element, index) => deepEqual(element, b[index]))
    );
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key], b[key]))
  );
}
