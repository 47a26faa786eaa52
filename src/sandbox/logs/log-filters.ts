import { isRecord, parseJson } from '../../lib/json.js';
import type { LogRow } from './log-row.js';

export type Predicate = (row: LogRow) => boolean;

/** A filter that cannot be read; the message says why. */
export class BadFilter extends Error {}

type Value = string | number | boolean | null;
type Compare = (actual: Value, wanted: readonly Value[]) => boolean;

const equalsIgnoringCase = (a: Value, b: Value) => String(a).toLowerCase() === String(b).toLowerCase();

/** Negative when `a` comes first. Compares numbers by size, everything else as text. */
export function compare(a: unknown, b: unknown): number {
  const [x, y] = [asNumber(a), asNumber(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

const OPERATORS: Record<string, Compare> = {
  eq: (actual, wanted) => wanted.some((value) => equalsIgnoringCase(actual, value)),
  neq: (actual, wanted) => !wanted.some((value) => equalsIgnoringCase(actual, value)),
  contains: (actual, wanted) =>
    wanted.some((value) => String(actual).toLowerCase().includes(String(value).toLowerCase())),
  lt: (actual, wanted) => wanted.some((value) => compare(actual, value) < 0),
  gt: (actual, wanted) => wanted.some((value) => compare(actual, value) > 0),
};

type Field = (row: LogRow) => readonly Value[];

const PLAIN = [
  'id',
  'created_at',
  'request_content_type',
  'response_content_type',
  'request_type',
  'success',
  'cached',
  'provider',
  'model',
  'model_type',
  'cost',
  'tokens_in',
  'tokens_out',
  'duration',
  'feedback',
  'event_id',
  'authentication',
  'wholesale',
  'compatibilityMode',
  'dlp_action',
  'user_agent',
] as const satisfies readonly (keyof LogRow)[];

/** Values of a row, by the key of a filter. The two keys for metadata are independent: each looks at all entries. */
const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...PLAIN.map((key): [string, Field] => [key, (row) => [row[key]]]),
  ['tokens', ({ tokens_in, tokens_out }) => [tokens_in + tokens_out]],
  ['metadata.key', ({ metadata }) => Object.keys(metadata)],
  ['metadata.value', ({ metadata }) => Object.values(metadata)],
]);

export const FILTER_KEYS: readonly string[] = [...FIELDS.keys()];
export const FILTER_OPERATORS: readonly string[] = Object.keys(OPERATORS);

/** The filters of a query; a row has to pass all of them. Throws BadFilter. */
export function readFilters(query: URLSearchParams): Predicate[] {
  return [...jsonFilters(query.get('filters')), ...dottedFilters(query)].map(predicateOf);
}

function predicateOf(filter: unknown): Predicate {
  const { key, operator, value } = isRecord(filter) ? filter : {};
  const field = FIELDS.get(String(key));
  const test = OPERATORS[String(operator)];
  if (!field) throw new BadFilter(`Invalid enum value of filters.key: '${String(key)}'`);
  if (!test) throw new BadFilter(`Invalid enum value of filters.operator: '${String(operator)}'`);
  if (!Array.isArray(value)) throw new BadFilter('Expected array at filters.value');
  return (row) => {
    const actual = field(row);
    return operator === 'neq'
      ? actual.every((one) => test(one, value))
      : actual.some((one) => test(one, value));
  };
}

function jsonFilters(text: string | null): unknown[] {
  if (!text) return [];
  const value = parseJson(text);
  if (value === undefined) throw new BadFilter('filters is not JSON');
  return Array.isArray(value) ? value : [value];
}

/** `filters.key=..&filters.operator=..&filters.value=..`, once per filter, as Cloudflare's own SDK sends them. */
function dottedFilters(query: URLSearchParams): unknown[] {
  const found: { key: string; operator?: string; value: string[] }[] = [];
  for (const [name, text] of query) {
    const last = found.at(-1);
    if (name === 'filters.key') found.push({ key: text, value: [] });
    else if (name === 'filters.operator' && last) last.operator = text;
    else if (name === 'filters.value' && last) last.value.push(text);
  }
  return found;
}

const OLD_EQUALS = [
  'model',
  'provider',
  'model_type',
  'request_content_type',
  'response_content_type',
  'success',
  'cached',
  'feedback',
] as const;
const OLD_RANGES = ['cost', 'duration', 'tokens_in', 'tokens_out'] as const;

/** The older query parameters, and the search in metadata. */
export function readOldFilters(query: URLSearchParams): Predicate[] {
  const found: Predicate[] = [];
  const add = (name: string, test: (row: LogRow, wanted: string) => boolean) => {
    const wanted = query.get(name);
    if (wanted) found.push((row) => test(row, wanted));
  };
  for (const name of OLD_EQUALS) add(name, (row, wanted) => equalsIgnoringCase(row[name], wanted));
  for (const name of OLD_RANGES) {
    add(`min_${name}`, (row, wanted) => row[name] >= Number(wanted));
    add(`max_${name}`, (row, wanted) => row[name] <= Number(wanted));
  }
  add('min_total_tokens', (row, wanted) => row.tokens_in + row.tokens_out >= Number(wanted));
  add('max_total_tokens', (row, wanted) => row.tokens_in + row.tokens_out <= Number(wanted));
  add('start_date', (row, wanted) => Date.parse(row.created_at) >= Date.parse(wanted));
  add('end_date', (row, wanted) => Date.parse(row.created_at) <= Date.parse(wanted));
  add('search', (row, wanted) => JSON.stringify(row.metadata).toLowerCase().includes(wanted.toLowerCase()));
  return found;
}
