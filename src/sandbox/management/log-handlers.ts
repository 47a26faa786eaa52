import { jsonObject } from '../../lib/json.js';
import type { SandboxGateway } from '../config/config-types.js';
import type { SandboxRequest } from '../http/request.js';
import { json, type SandboxResponse } from '../http/response.js';
import { BadFilter, compare, readFilters, readOldFilters } from '../logs/log-filters.js';
import { checkMetadata, type LogRow } from '../logs/log-row.js';
import { v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { gatewayKey } from '../state/map-keys.js';
import type { State } from '../state/state.js';
import { page } from './paging.js';

const ORDERS: readonly (keyof LogRow)[] = [
  'created_at',
  'provider',
  'model',
  'model_type',
  'success',
  'cached',
  'cost',
  'tokens_in',
  'tokens_out',
  'duration',
  'feedback',
];
/** Characters of the payloads that one row shows. */
const HEAD = 2000;
const MAX_PER_PAGE = 50;

/** The rows of a gateway that pass the filters, newest first unless asked otherwise. */
export function listLogs(state: State, gateway: SandboxGateway, { query }: SandboxRequest): SandboxResponse {
  if (Number(query.get('per_page')) > MAX_PER_PAGE)
    return invalid(`Number must be less than or equal to ${MAX_PER_PAGE}`, 'per_page');
  return withRows(state, gateway, query, (rows) => {
    const { items, info } = page(rows, query, MAX_PER_PAGE);
    const extremes = query.get('meta_info') === 'true' ? extremesOf(rows) : {};
    return v4Ok(items, { result_info: { ...info, ...extremes } });
  });
}

/** Removes the rows that pass the filters, `limit` of them at most. */
export function deleteLogs(
  state: State,
  gateway: SandboxGateway,
  { query }: SandboxRequest,
): SandboxResponse {
  return withRows(state, gateway, query, (rows) => {
    const limit = query.has('limit') ? Number(query.get('limit')) : rows.length;
    state.logs.remove(
      gatewayKey(gateway),
      rows.slice(0, limit).map(({ id }) => id),
    );
    return json(200, { success: true, result: null, errors: [], messages: [] });
  });
}

export function getLog(state: State, gateway: SandboxGateway, id: string): SandboxResponse {
  const key = gatewayKey(gateway);
  const row = state.logs.row(key, id);
  if (!row) return v4Error('not-found');
  const { request = '', response = '' } = state.logs.payload(key, id) ?? {};
  return v4Ok({
    ...row,
    request_size: Buffer.byteLength(request),
    response_size: Buffer.byteLength(response),
    request_head: request.slice(0, HEAD),
    request_head_complete: request.length <= HEAD,
    response_head: response.slice(0, HEAD),
    response_head_complete: response.length <= HEAD,
  });
}

/** What was asked or answered, raw and without an envelope; 404 when payloads are not kept. */
export function getPayload(
  state: State,
  gateway: SandboxGateway,
  id: string,
  part: 'request' | 'response',
): SandboxResponse {
  const payload = state.logs.payload(gatewayKey(gateway), id);
  return payload ? { ...json(200, null), body: payload[part] } : v4Error('not-found');
}

/** Feedback, score and metadata of a row can be set afterwards. */
export function patchLog(
  state: State,
  gateway: SandboxGateway,
  id: string,
  request: SandboxRequest,
): SandboxResponse {
  const key = gatewayKey(gateway);
  const row = state.logs.row(key, id);
  if (!row) return v4Error('not-found');
  const body = jsonObject(request.body);
  if (!body) return invalid('Input Validation Error', 'body');
  const { feedback, score, metadata } = body;
  if (!optionalNumber(feedback)) return invalid('Expected number', 'body', 'feedback');
  if (!optionalNumber(score)) return invalid('Expected number', 'body', 'score');
  const kept = metadata === undefined || metadata === null ? {} : checkMetadata(metadata);
  if (!kept) return invalid('Expected string, number or boolean', 'body', 'metadata');
  state.logs.replace(key, {
    ...row,
    ...(feedback !== undefined && { feedback }),
    ...(score !== undefined && { score }),
    ...(metadata !== undefined && { metadata: kept }),
  });
  return v4Ok(null);
}

function optionalNumber(value: unknown): value is number | null | undefined {
  return value === undefined || value === null || typeof value === 'number';
}

function invalid(message: string, ...path: string[]): SandboxResponse {
  return v4Errors(400, [{ code: 7001, message, path }]);
}

function withRows(
  state: State,
  gateway: SandboxGateway,
  query: URLSearchParams,
  answer: (rows: LogRow[]) => SandboxResponse,
): SandboxResponse {
  try {
    const filters = [...readFilters(query), ...readOldFilters(query)];
    const rows = [...state.logs.rows(gatewayKey(gateway))].filter((row) =>
      filters.every((passes) => passes(row)),
    );
    return answer(sortRows(rows, query));
  } catch (error) {
    if (error instanceof BadFilter) return invalid(error.message, 'query', 'filters');
    throw error;
  }
}

function sortRows(newestFirst: LogRow[], query: URLSearchParams): LogRow[] {
  const wanted = query.get('order_by') ?? 'created_at';
  const field = ORDERS.find((name) => name === wanted);
  if (!field) throw new BadFilter(`Invalid enum value of order_by: '${wanted}'`);
  const ascending = (query.get('order_by_direction') ?? query.get('direction')) === 'asc';
  // Rows of one millisecond keep their order, so times need no comparing.
  if (field === 'created_at') return ascending ? newestFirst.reverse() : newestFirst;
  return newestFirst.sort((a, b) => compare(a[field], b[field]) * (ascending ? 1 : -1));
}

function extremesOf(rows: readonly LogRow[]): Record<string, number> {
  const fields: Record<string, (row: LogRow) => number> = {
    cost: ({ cost }) => cost,
    duration: ({ duration }) => duration,
    tokens_in: ({ tokens_in }) => tokens_in,
    tokens_out: ({ tokens_out }) => tokens_out,
    total_tokens: ({ tokens_in, tokens_out }) => tokens_in + tokens_out,
  };
  const found: Record<string, number> = {};
  for (const [name, read] of Object.entries(fields)) {
    found[`min_${name}`] = rows.reduce(
      (least, row) => Math.min(least, read(row)),
      rows[0] ? read(rows[0]) : 0,
    );
    found[`max_${name}`] = rows.reduce((most, row) => Math.max(most, read(row)), 0);
  }
  return found;
}
