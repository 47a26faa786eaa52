import { isRecord } from '../../../lib/json.js';
import { recordOf } from './read-content.js';

type Schema = Record<string, unknown>;

/** The smallest value that a JSON Schema accepts, as far as its keywords are the common ones. */
export function exampleOf(schema: unknown): unknown {
  return example(schema, { schema: recordOf(schema), left: MAX_VALUES }, 0);
}

/** An object, also where the schema says nothing of one. */
export function exampleObject(schema: unknown): Record<string, unknown> {
  return recordOf(exampleOf({ type: 'object', ...recordOf(schema) }));
}

/** A schema can refer to itself, more than once. */
const MAX_LEVELS = 12;
const MAX_VALUES = 2000;
const MAX_ITEMS = 100;

/** The whole schema, and how many values may still be made. */
interface Root {
  schema: Schema;
  left: number;
}

const FORMATS: Record<string, string> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  time: '00:00:00Z',
  duration: 'PT1S',
  email: 'sandbox@example.com',
  hostname: 'example.com',
  ipv4: '127.0.0.1',
  ipv6: '::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** By type; Google writes them in capitals. */
const BY_TYPE: Record<string, (schema: Schema, root: Root, level: number) => unknown> = {
  object: objectOf,
  array: ({ items, minItems, prefixItems }, root, level) =>
    Array.isArray(prefixItems)
      ? prefixItems.map((item) => example(item, root, level + 1))
      : Array.from({ length: Math.min(numberIn(minItems) ?? 0, MAX_ITEMS) }, () =>
          example(items, root, level + 1),
        ),
  number: numberOf,
  integer: (schema) => Math.ceil(numberOf(schema)),
  boolean: () => true,
  null: () => null,
  string: ({ format, minLength }) => {
    const text = FORMATS[String(format)] ?? 'sandbox';
    return text.padEnd(Math.min(numberIn(minLength) ?? 0, 10_000), '.');
  },
};

function example(schema: unknown, root: Root, level: number): unknown {
  if (!isRecord(schema) || level > MAX_LEVELS || root.left-- <= 0) return 'sandbox';
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
  const referred = typeof schema.$ref === 'string' ? referredTo(schema.$ref, root.schema) : undefined;
  if (referred) return example(referred, root, level + 1);
  const [choice] = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? [list[0]] : []));
  if (choice !== undefined) return example(choice, root, level + 1);
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((part) => example(part, root, level + 1)));
  return BY_TYPE[typeOf(schema)]?.(schema, root, level) ?? null;
}

function typeOf({ type, properties, items }: Schema): string {
  const [named] = Array.isArray(type) ? type : [type];
  if (typeof named === 'string' && named.toLowerCase() in BY_TYPE) return named.toLowerCase();
  return properties ? 'object' : items ? 'array' : 'string';
}

/** What is required; of a schema that requires nothing, everything. */
function objectOf({ properties, required }: Schema, root: Root, level: number): unknown {
  const fields = recordOf(properties);
  const names = Array.isArray(required)
    ? required.filter((name) => typeof name === 'string')
    : level < MAX_LEVELS / 2
      ? Object.keys(fields)
      : [];
  const some = names.slice(0, Math.max(root.left, 0));
  return Object.fromEntries(some.map((name) => [name, example(fields[name] ?? {}, root, level + 1)]));
}

/** 1, or the nearest number in the range. */
function numberOf({ minimum, exclusiveMinimum, maximum, multipleOf }: Schema): number {
  const least = numberIn(minimum) ?? (numberIn(exclusiveMinimum) ?? -1) + 1;
  const wanted = Math.min(Math.max(least, 1), numberIn(maximum) ?? Number.POSITIVE_INFINITY);
  const step = numberIn(multipleOf);
  return step ? Math.ceil(wanted / step) * step : wanted;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** `#/$defs/Name`. */
function referredTo(pointer: string, root: Schema): unknown {
  if (pointer === '#') return root;
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), root);
}
