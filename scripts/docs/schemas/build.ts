/** A part of a JSON Schema, for values of type T: the compiler compares it with the type of what the program prints. */
export interface Schema<T> {
  readonly json: Json;
  /** Never there: it only carries the type. */
  readonly of?: T;
}

/** What a `$ref` refers to. */
const TARGET = Symbol('target');

export interface Json {
  readonly [keyword: string]: unknown;
  readonly [TARGET]?: { name: string; json: Json };
}

type OptionalKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
export type RequiredFields<T> = { [K in Exclude<keyof T, OptionalKey<T>>]: Schema<T[K]> };
/** Those that may be missing. */
export type OptionalFields<T> = [OptionalKey<T>] extends [never]
  ? []
  : [{ [K in OptionalKey<T>]-?: Schema<Exclude<T[K], undefined>> }];

type Fields = Record<string, Schema<unknown>>;

/** A field that the type lacks, or that the schema lacks, does not compile. */
export function object<T extends object>(
  required: RequiredFields<T>,
  ...[optional]: OptionalFields<T>
): Schema<T> {
  return objectOf({ ...required }, { ...optional });
}

/** The same without the compiler's help. */
export function objectOf(required: Fields, optional: Fields): Schema<never> {
  const properties = Object.entries({ ...required, ...optional }).map(([name, { json }]) => [name, json]);
  return {
    json: {
      type: 'object',
      ...(Object.keys(required).length && { required: Object.keys(required) }),
      properties: Object.fromEntries(properties),
    },
  };
}

/** An object whose names are data. */
export function map<T>(about: string, value: Schema<T>): Schema<Record<string, T>> {
  return { json: { type: 'object', description: about, additionalProperties: value.json } };
}

export function text<T extends string>(about: string): Schema<T> {
  return { json: { type: 'string', ...(about && { description: about }) } };
}

/** One of these words, each with its meaning. */
export function word<T extends string>(about: string, meanings: Record<T, string>): Schema<T> {
  const list = Object.entries<string>(meanings).map(([name, meaning]) => `\`${name}\`: ${meaning}`);
  return {
    json: { type: 'string', description: `${about} ${list.join('; ')}.`.trim(), enum: Object.keys(meanings) },
  };
}

/** ISO 8601. */
export function moment(about: string): Schema<string> {
  return { json: { type: 'string', format: 'date-time', description: about } };
}

export function number(about: string): Schema<number> {
  return { json: { type: 'number', description: about } };
}

export function integer<T extends number>(about: string): Schema<T> {
  return { json: { type: 'integer', description: about } };
}

export function flag(about: string): Schema<boolean> {
  return { json: { type: 'boolean', description: about } };
}

export function constant<const T>(about: string, value: T): Schema<T> {
  return { json: { const: value, description: about } };
}

export function list<T>(about: string, item: Schema<T>): Schema<T[]> {
  return { json: { type: 'array', description: about, items: item.json } };
}

/** Any JSON. */
export function anything<T>(about: string): Schema<T> {
  return { json: { description: about } };
}

export function nullable<T>(about: string, schema: Schema<T>): Schema<T | null> {
  return either(about, schema, { json: { type: 'null' } } satisfies Schema<null>);
}

function either<T>(about: string, ...schemas: Schema<T>[]): Schema<T> {
  return { json: { ...(about && { description: about }), anyOf: schemas.map(({ json }) => json) } };
}

export function about<T>(description: string, { json }: Schema<T>): Schema<T> {
  return { json: { ...json, description } };
}

/** What is used in several places, and written once in each file. */
export function define<T>(name: string, { json }: Schema<T>): Schema<T> {
  return { json: { $ref: `#/definitions/${name}`, [TARGET]: { name, json } } };
}

/** All that a schema refers to, by name. */
export function definitionsIn(node: unknown, found: Record<string, Json> = {}): Record<string, Json> {
  if (typeof node !== 'object' || node === null) return found;
  const target = (node as Json)[TARGET];
  if (target && !(target.name in found)) {
    found[target.name] = target.json;
    definitionsIn(target.json, found);
  }
  for (const inner of Object.values(node)) definitionsIn(inner, found);
  return found;
}
