import JSON5 from 'json5';
import { isRecord } from '../json.js';

export type PlainObject = Record<string, unknown>;

/** Sets a member as json5 does: `__proto__` is an ordinary key. */
export function put(object: PlainObject, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

/** Whether both are the same JSON5 value. Key order does not matter; `-0` differs from `0`. */
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

/** json5's own value, without the warnings that it prints to the console. Throws its SyntaxError. */
export function parseValue(text: string): unknown {
  const { warn } = console;
  console.warn = () => {};
  try {
    return JSON5.parse<unknown>(text);
  } finally {
    console.warn = warn;
  }
}
