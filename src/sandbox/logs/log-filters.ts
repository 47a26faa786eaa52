import { isRecord, parseJson } from '../../lib/json.js';
import type { LogRow } from './log-row.js';

export type Predicate = (row: LogRow) => boolean;

/** A filter that cannot be read; the message says why. */
export class BadFilter extends Error {}

type Value = string | number | boolean | null;
/** Made once of what is wanted: a long log is looked through row by row. */
type MakeTest = (wanted: readonly Value[]) => (actual: Value) => boolean;

/** Negative when `a` comes first. Compares numbers by size, everything else as text. */
export function compare(a: unknown, b: unknown): number {
  return comparison(b)(a);
}

function comparison(b: unknown): (a: unknown) => number {
  const [number, text] = [asNumber(b), String(b)];
  return (a) => {
    const own = number === undefined ? undefined : asNumber(a);
    if (number !== undefined && own !== undefined) return own - number;
    return String(a) < text ? -1 : String(a) > text ? 1 : 0;
  };
}

function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

const lowerCase = (value: Value) => String(value).toLowerCase();

const OPERATORS: Record<string, MakeTest> = {
  eq: (wanted) => {
    const texts = new Set(wanted.map(lowerCase));
    return (actual) => texts.has(lowerCase(actual));
  },
  neq: (wanted) => {
    const texts = new Set(wanted.map(lowerCase));
    return (actual) => !texts.has(lowerCase(actual));
  },
  contains: (wanted) => {
    const texts = wanted.map(lowerCase);
    return (actual) => texts.some((text) => lowerCase(actual).includes(text));
  },
  lt: (wanted) => {
    const comparisons = wanted.map(comparison);
    return (actual) => comparisons.some((compareTo) => compareTo(actual) < 0);
  },
  gt: (wanted) => {
    const comparisons = wanted.map(comparison);
    return (actual) => comparisons.some((compareTo) => compareTo(actual) > 0);
  },
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
  const makeTest = OPERATORS[String(operator)];
  if (!field) throw new BadFilter(`Invalid enum value of filters.key: '${String(key)}'`);
  if (!makeTest) throw new BadFilter(`Invalid enum value of filters.operator: '${String(operator)}'`);
  if (!Array.isArray(value)) throw new BadFilter('Expected array at filters.value');
  const test = makeTest(value);
  if (operator === 'neq') return (row) => field(row).every(test);
  return (row) => field(row).some(test);
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
  for (const name of OLD_EQUALS) add(name, (row, wanted) => lowerCase(row[name]) === wanted.toLowerCase());
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
