import { jsonObject } from '../../lib/json.js';
import { nearest } from '../../lib/nearest.js';
import { checkGatewayName } from '../credentials/identifiers.js';

/** A request header of AI Gateway. Source: Cloudflare's docs, AI Gateway, "Header glossary" and "Auto Router". */
interface RequestHeader {
  /** What a value that works looks like, for people. */
  expected: string;
  /** Whether the value can work. */
  takes(value: string): boolean;
}

const text: RequestHeader = { expected: 'a text', takes: (value) => value.trim() !== '' };
const gatewayName: RequestHeader = {
  expected: "a gateway's name, such as my-gateway",
  takes: (value) => checkGatewayName(value).ok,
};
const flag: RequestHeader = {
  expected: '"true" or "false"',
  takes: (value) => /^(true|false)$/i.test(value),
};

function whole(unit: string, least = 0, most = Number.MAX_SAFE_INTEGER): RequestHeader {
  const range = most === Number.MAX_SAFE_INTEGER ? '' : ` from ${least} to ${most}`;
  return {
    expected: `a whole number${range}${unit && `, in ${unit}`}, without a unit`,
    takes: (value) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
  };
}

function oneOf(...values: string[]): RequestHeader {
  return { expected: values.join(', '), takes: (value) => values.includes(value) };
}

const metadata: RequestHeader = {
  expected: 'a JSON object of up to five plain values, such as {"team": "agents"}',
  takes(value) {
    const entries = entriesOf(value);
    return entries !== undefined && entries.length <= 5 && entries.every((one) => typeof one !== 'object');
  },
};

const cost: RequestHeader = {
  expected: 'a JSON object of prices, such as {"per_token_in": 0.000001, "per_token_out": 0.000002}',
  takes: (value) => entriesOf(value)?.every((one) => typeof one === 'number') ?? false,
};

function entriesOf(value: string): unknown[] | undefined {
  const read = jsonObject(value);
  return read && Object.values(read);
}

export const REQUEST_HEADERS: Readonly<Record<string, RequestHeader>> = {
  'cf-aig-authorization': text,
  'cf-aig-gateway-id': gatewayName,
  'cf-aig-byok-alias': text,
  'cf-aig-no-wholesale': flag,
  'cf-aig-skip-cache': flag,
  'cf-aig-cache-ttl': whole('seconds'),
  'cf-aig-cache-key': text,
  'cf-aig-metadata': metadata,
  'cf-aig-collect-log': flag,
  'cf-aig-collect-log-payload': flag,
  'cf-aig-custom-cost': cost,
  'cf-aig-request-timeout': whole('milliseconds'),
  'cf-aig-max-attempts': whole('', 1, 5),
  'cf-aig-retry-delay': whole('milliseconds'),
  'cf-aig-backoff': oneOf('constant', 'linear', 'exponential'),
  'cf-aig-event-id': text,
  'cf-aig-zdr': flag,
  'cf-aig-otel-trace-id': text,
  'cf-aig-otel-parent-span-id': text,
  'cf-aig-session-id': text,
  'cf-aig-turn-id': text,
  'cf-aig-no-session-affinity': flag,
  'cf-aig-allowed-models': text,
  'cf-aig-allowed-providers': text,
  'cf-cache-ttl': whole('seconds'),
  'cf-skip-cache': flag,
};

/** How all but the oldest of them begin. */
export const HEADER_PREFIX = 'cf-aig-';

/** The header from which a gateway reads its token. */
const TOKEN_HEADER = 'cf-aig-authorization';
/** Names for it by those who know what is in it: `cf-aig-token`. */
const TOKEN_HEADER_ALIAS = /^cf-ai.*(token|api-key)$/;

/** What is wrong with a header, by its name in lower case. */
export type HeaderProblem = { kind: 'unknown'; nearest?: string } | { kind: 'value'; expected: string };

export function headerProblem(name: string, value: string): HeaderProblem | undefined {
  const known = REQUEST_HEADERS[name];
  if (!known) return { kind: 'unknown', nearest: nearestHeader(name) };
  if (!SENDABLE.test(value)) return { kind: 'value', expected: `${known.expected}, in ASCII` };
  return known.takes(value) ? undefined : { kind: 'value', expected: known.expected };
}

/** What HTTP clients can send in a header. */
const SENDABLE = /^[\t\x20-\x7e]*$/;

/** The header of AI Gateway that was probably meant by an unknown name in lower case. */
function nearestHeader(name: string): string | undefined {
  return TOKEN_HEADER_ALIAS.test(name) ? TOKEN_HEADER : nearest(name, Object.keys(REQUEST_HEADERS));
}

/** Which of the names, in lower case, is a misspelt `cf-aig-authorization`; undefined if that is there too. */
export function misspeltTokenHeader(names: readonly string[]): string | undefined {
  if (names.includes(TOKEN_HEADER)) return undefined;
  return names.find(
    (name) => /^cf|aig/.test(name) && !REQUEST_HEADERS[name] && nearestHeader(name) === TOKEN_HEADER,
  );
}
