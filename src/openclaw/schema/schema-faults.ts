import { type OutputUnit, type Schema, validate } from '@cfworker/json-schema';
import { isRecord, typeName } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import { nearest } from '../../lib/nearest.js';
import type { Fault } from './fault.js';
import { DRAFT, fits } from './fits.js';

/** A fault, and what a union needs to know to choose between its branches. */
interface SchemaFault extends Fault {
  /** The value is of another kind than the schema: what would fit. */
  expected?: Expected;
}

interface Expected {
  /** `a string`, `a whole number above 0` */
  kinds: string[];
  /** The only values that fit. */
  words: unknown[];
}

/** For messages. */
function place(path: Path): string {
  return path.length ? showPath(path) : 'the config';
}

/** Stricter than for other words: a key that OpenClaw has given up is not a misspelling of one that it has. */
const KEY_TOLERANCE = 1 / 3;

/** One fault for each thing that does not fit, where it is; for a union the faults of the branch that was probably meant. */
export function schemaFaults(schema: Schema, value: unknown): Fault[] {
  return faultsAt(schema, value, []).map(({ path, detail, nearest }) => ({ path, detail, nearest }));
}

function errorsOf(schema: Schema, value: unknown): OutputUnit[] {
  return validate(value, schema, DRAFT, {}, false).errors;
}

function faultsAt(schema: Schema, value: unknown, path: Path): SchemaFault[] {
  if (fits(schema, value)) return [];
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches && !branches.some((branch) => fits(branch, value))) {
    return unionFaults(
      branches.map((branch) => faultsAt(branch, value, path)),
      value,
      path,
    );
  }
  const expected = expectedBy(schema);
  if (expected && !fits(ownKind(schema), value)) return [mismatch(expected, value, path)];
  const inside = [
    ...(schema.allOf ?? []).flatMap((part) => faultsAt(part, value, path)),
    ...(isRecord(value) ? memberFaults(schema, value, path) : []),
    ...(Array.isArray(value) ? itemFaults(schema, value, path) : []),
  ];
  return inside.length ? inside : [otherFault(schema, value, path)];
}

/** The keywords that a value fits or not as a whole. */
function ownKind({ type, const: only, enum: words, ...rest }: Schema): Schema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = rest;
  const kind = { type, const: only, enum: words, minimum, maximum, exclusiveMinimum, exclusiveMaximum };
  return Object.fromEntries(Object.entries(kind).filter(([, limit]) => limit !== undefined));
}

function memberFaults(schema: Schema, value: Record<string, unknown>, path: Path): SchemaFault[] {
  const known = Object.keys(schema.properties ?? {});
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return [
    ...Object.entries(value).flatMap(([key, member]): SchemaFault[] => {
      const at = [...path, key];
      if (schema.propertyNames && !fits(schema.propertyNames, key)) {
        return [
          {
            path: at,
            detail: `${place(path)} has the key ${JSON.stringify(key)}, which is not a valid name`,
          },
        ];
      }
      const memberSchema = schemaOfMember(schema, key);
      if (memberSchema === false) {
        const unset = known.filter((name) => value[name] === undefined);
        const detail = `${place(path)} has the unknown key ${JSON.stringify(key)}`;
        return [{ path: at, detail, nearest: nearest(key, unset, KEY_TOLERANCE) }];
      }
      return typeof memberSchema === 'object' ? faultsAt(memberSchema, member, at) : [];
    }),
    ...missing.map((key) => ({ path, detail: `${place(path)} has no ${key}` })),
  ];
}

function schemaOfMember(schema: Schema, key: string): Schema | boolean | undefined {
  const named = schema.properties?.[key];
  if (named !== undefined) return named;
  const pattern = Object.entries(schema.patternProperties ?? {}).find(([source]) =>
    new RegExp(source, 'u').test(key),
  );
  return pattern ? pattern[1] : schema.additionalProperties;
}

function itemFaults({ items, minItems, maxItems }: Schema, value: unknown[], path: Path): SchemaFault[] {
  const count = value.length;
  if (minItems !== undefined && count < minItems) {
    return [{ path, detail: `${place(path)} has ${count} items, but needs at least ${minItems}` }];
  }
  if (maxItems !== undefined && count > maxItems) {
    return [{ path, detail: `${place(path)} has ${count} items, but may have at most ${maxItems}` }];
  }
  return value.flatMap((item, index) => {
    const schema = Array.isArray(items) ? items[index] : items;
    return typeof schema === 'object' ? faultsAt(schema, item, [...path, index]) : [];
  });
}

/** The faults of the branch that the user probably meant; if there is none, what all branches expect. */
function unionFaults(branches: SchemaFault[][], value: unknown, path: Path): SchemaFault[] {
  const isMismatch = ({ expected, path: at }: SchemaFault) => expected && at.length === path.length;
  const ofThisKind = branches.filter((faults) => !faults.some(isMismatch));
  if (!ofThisKind.length) return [mismatch(combine(branches.flat()), value, path)];

  // `source: "env"` says which branch is meant.
  const isOtherVariant = ({ expected, path: at }: SchemaFault) =>
    expected?.words.length === 1 && at.length === path.length + 1;
  const meant = ofThisKind.filter((faults) => !faults.some(isOtherVariant));
  if (!meant.length) {
    const words = ofThisKind.map((faults) => faults.find(isOtherVariant)!);
    if (words.every(({ path: at }) => at.at(-1) === words[0]!.path.at(-1))) {
      const at = words[0]!.path;
      return [mismatch(combine(words), (value as Record<string, unknown>)[String(at.at(-1))], at)];
    }
  }
  const [best] = (meant.length ? meant : ofThisKind).toSorted((a, b) => a.length - b.length);
  return best!;
}

function combine(faults: readonly SchemaFault[]): Expected {
  const all = faults.flatMap(({ expected }) => expected ?? []);
  return {
    kinds: [...new Set(all.flatMap(({ kinds }) => kinds))],
    words: [...new Set(all.flatMap(({ words }) => words))],
  };
}

function mismatch(expected: Expected, value: unknown, path: Path): SchemaFault {
  const { kinds, words } = expected;
  if (words.length && !kinds.length) {
    const texts = words.map(String);
    const found = typeof value === 'string' ? JSON.stringify(value) : typeName(value);
    const choice = texts.length > 1 ? `one of ${texts.join(', ')}` : texts[0];
    const detail = `${place(path)} is ${found}, but has to be ${choice}`;
    return { path, detail, expected, nearest: typeof value === 'string' ? nearest(value, texts) : undefined };
  }
  const choice = [...kinds, ...words.map((word) => JSON.stringify(word))].join(' or ');
  const found = typeof value === 'number' ? value : isSecretRef(value) ? SECRET_REF : typeName(value);
  return { path, detail: `${place(path)} should be ${choice}, but is ${found}`, expected };
}

const SECRET_REF = `a secret reference, which OpenClaw does not take here; "\${VARIABLE}" works`;

function isSecretRef(value: unknown): boolean {
  return isRecord(value) && ['source', 'provider', 'id'].every((key) => typeof value[key] === 'string');
}

const KINDS: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

/** undefined if the schema says nothing of its kind. */
function expectedBy(schema: Schema): Expected | undefined {
  if (schema.const !== undefined) return { kinds: [], words: [schema.const] };
  if (schema.enum) return { kinds: [], words: schema.enum };
  if (schema.type === undefined) return undefined;
  const range = rangeOf(schema);
  return { kinds: [schema.type].flat().map((type) => `${KINDS[type] ?? type}${range}`), words: [] };
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const least = exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : '';
  // JSON Schema's way to say "any whole number".
  const most = maximum !== undefined && Math.abs(maximum) < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  if (from !== undefined && most !== undefined) return ` from ${from} to ${most}`;
  if (from !== undefined) return ` of at least ${from}`;
  return most !== undefined
    ? `${least || ' of'} at most ${most}`.replace(/( above \S+) at/, '$1 and at')
    : least;
}

/** A rule about text or the whole object. */
function otherFault(schema: Schema, value: unknown, path: Path): SchemaFault {
  const [error] = errorsOf(schema, value);
  const detail = RULES[error?.keyword ?? '']?.(schema) ?? 'does not fit what OpenClaw allows here';
  return { path, detail: `${place(path)} ${detail}` };
}

const RULES: Record<string, (schema: Schema) => string> = {
  pattern: ({ pattern }) => `does not match ${pattern}`,
  format: () => 'is not an address such as https://example.com',
  minLength: ({ minLength }) => (minLength === 1 ? 'is empty' : `has fewer than ${minLength} characters`),
  maxLength: ({ maxLength }) => `has more than ${maxLength} characters`,
  minProperties: () => 'is empty',
  maxProperties: ({ maxProperties }) => `has more than ${maxProperties} keys`,
  uniqueItems: () => 'has an item twice',
};
