import { isRecord } from '../../lib/json.js';

export class SandboxConfigError extends Error {
  override name = 'SandboxConfigError';
}

/** Returns a value of the right type or throws SandboxConfigError, which names its `path`. */
export type Validator<T> = (value: unknown, path: string) => T;

const fail = (path: string, wanted: string, value: unknown): never => {
  throw new SandboxConfigError(`${path}: expected ${wanted}, got ${JSON.stringify(value) ?? 'nothing'}`);
};

export const string: Validator<string> = (value, path) =>
  typeof value === 'string' ? value : fail(path, 'a string', value);

export const boolean: Validator<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : fail(path, 'true or false', value);

export const amount: Validator<number> = (value, path) =>
  typeof value === 'number' && value >= 0 ? value : fail(path, 'a number, 0 or more', value);

/** A string that matches; `wanted` describes the pattern in the error. */
export const pattern =
  (form: RegExp, wanted: string): Validator<string> =>
  (value, path) =>
    typeof value === 'string' && form.test(value) ? value : fail(path, wanted, value);

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Validator<T> =>
  (value, path) =>
    allowed.find((each) => each === value) ?? fail(path, `one of ${allowed.join(', ')}`, value);

export const list =
  <T>(item: Validator<T>): Validator<T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((entry, index) => item(entry, `${path}[${index}]`))
      : fail(path, 'a list', value);

export const map =
  <T>(item: Validator<T>): Validator<Record<string, T>> =>
  (value, path) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, item(entry, `${path}.${key}`)]))
      : fail(path, 'an object', value);

/** An object with these keys and no others; missing ones, but not null, take their default, and are an error without one. */
export const object =
  <T extends object>(shape: { [K in keyof T]: Validator<T[K]> }, defaults: Partial<T> = {}): Validator<T> =>
  (value, path) => {
    if (!isRecord(value)) return fail(path, 'an object', value);
    const known = Object.keys(shape);
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown) {
      throw new SandboxConfigError(`${path}.${unknown}: unknown key; known are ${known.join(', ')}`);
    }
    const read = {} as T;
    for (const key of known as (keyof T & string)[]) {
      read[key] = shape[key](
        value[key] === undefined ? structuredClone(defaults[key]) : value[key],
        `${path}.${key}`,
      );
    }
    return read;
  };
