import { type Schema, validate } from '@cfworker/json-schema';
import { isRecord } from '../../lib/json.js';

export const DRAFT = '7';

/** What most of the schema consists of. */
const KEYWORDS_OF_OBJECTS = new Set([
  'type',
  'properties',
  'additionalProperties',
  'required',
  'propertyNames',
]);

/**
 * Whether a value fits a schema without references. Plain objects and types are compared here: the library prepares a
 * message for every member, which takes longer than all the rest of a large config.
 */
export function fits(schema: Schema | boolean, value: unknown): boolean {
  if (typeof schema === 'boolean') return schema;
  const kind = kindOf(schema);
  if (kind === 'type' && typeof value === schema.type) return true;
  if (kind === 'object' && isRecord(value)) return fitsAsObject(schema, value);
  return kind === 'any' || validate(value, schema, DRAFT, {}, true).valid;
}

function fitsAsObject({ properties, additionalProperties, required, propertyNames }: Schema, value: object) {
  if (required?.some((key) => !Object.hasOwn(value, key))) return false;
  for (const [key, member] of Object.entries(value)) {
    if (propertyNames !== undefined && !fits(propertyNames, key)) return false;
    const isNamed = properties !== undefined && Object.hasOwn(properties, key);
    const schema = isNamed ? properties[key] : additionalProperties;
    if (schema !== undefined && !fits(schema, member)) return false;
  }
  return true;
}

type Kind = 'any' | 'type' | 'object' | 'other';

function kindOf(schema: Schema): Kind {
  let kind = kinds.get(schema);
  if (!kind) {
    kind = readKind(schema);
    kinds.set(schema, kind);
  }
  return kind;
}

const kinds = new WeakMap<Schema, Kind>();

function readKind(schema: Schema): Kind {
  const keywords = Object.keys(schema);
  if (keywords.length === 0) return 'any';
  if (keywords.length === 1 && (schema.type === 'string' || schema.type === 'boolean')) return 'type';
  const isObject = schema.type === 'object' && keywords.every((keyword) => KEYWORDS_OF_OBJECTS.has(keyword));
  return isObject ? 'object' : 'other';
}
