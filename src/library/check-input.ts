import type { TransportPhase } from '../diagnosis/exchange/exchange.js';
import { isRecord, MAX_NESTING, typeName } from '../lib/json.js';
import type { ConfigEdit, HttpExchange } from './public-types.js';

// People call it from JavaScript too: what has not the right shape is named.

export function checkText(text: unknown): asserts text is string {
  check(typeof text === 'string', 'text', 'a string', text);
}

export function checkExchange(exchange: unknown): asserts exchange is HttpExchange {
  check(isRecord(exchange), 'exchange', 'an object', exchange);
  const { request, response, error } = exchange;
  check(isRecord(request), 'exchange.request', 'an object', request);
  check(typeof request.method === 'string', 'exchange.request.method', 'a string', request.method);
  check(typeof request.url === 'string', 'exchange.request.url', 'a string', request.url);
  checkMessage(request, 'exchange.request');
  if (response !== undefined) {
    check(isRecord(response), 'exchange.response', 'an object', response);
    const { status } = response;
    check(Number.isInteger(status), 'exchange.response.status', 'an HTTP status', status);
    checkMessage(response, 'exchange.response');
  }
  check(isRecord(error) || error === undefined, 'exchange.error', 'an error', error);
  const { phase }: { phase?: unknown } = error instanceof Error ? {} : (error ?? {});
  check(phase === undefined || PHASES.includes(phase), 'exchange.error.phase', PHASES.join(', '), phase);
  check(response ?? error, 'exchange', 'a response or an error', exchange);
}

const PHASES: readonly unknown[] = [
  'dns',
  'connect',
  'tls',
  'proxy',
  'headers',
  'body',
] satisfies TransportPhase[];

function checkMessage({ headers, body }: Record<string, unknown>, path: string): void {
  check(isRecord(headers ?? {}) || Array.isArray(headers), `${path}.headers`, 'headers', headers);
  check(typeof (body ?? '') === 'string', `${path}.body`, 'a string', body);
}

export function checkEdits(edits: unknown): asserts edits is ConfigEdit[] {
  check(Array.isArray(edits), 'edits', 'an array', edits);
  for (const [index, edit] of edits.entries()) {
    const path = `edits[${index}]`;
    check(isRecord(edit), path, 'an object', edit);
    check(edit.op === 'set' || edit.op === 'remove', `${path}.op`, '"set" or "remove"', edit.op);
    const isPath = Array.isArray(edit.path) && edit.path.every(isKey);
    check(isPath, `${path}.path`, 'an array of keys and indices', edit.path);
    if (edit.op === 'set') checkValue(edit.value, `${path}.value`, []);
  }
}

function isKey(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

/** What JSON5 can represent: nothing that would become an empty object, and no circle. */
function checkValue(value: unknown, path: string, outer: readonly unknown[]): void {
  if (typeof value !== 'object' || value === null) {
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    check(isPlain || (value === undefined && outer.length), path, 'a JSON5 value', value);
    return;
  }
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  check(isPlain && !outer.includes(value) && outer.length < MAX_NESTING, path, 'plain data', value);
  for (const [key, inner] of Object.entries(value)) checkValue(inner, `${path}.${key}`, [...outer, value]);
}

function check(isRight: unknown, path: string, wanted: string, value: unknown): asserts isRight {
  if (!isRight) throw new TypeError(`${path}: expected ${wanted}, got ${typeName(value)}`);
}
