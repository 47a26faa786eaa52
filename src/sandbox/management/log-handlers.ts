import { json, type SandboxResponse } from '../http/response.js';
import { BadFilter, compare, readFilters, readOldFilters } from '../logs/log-filters.js';
import { type LogRow, type Payload, readMetadataObject } from '../logs/log-row.js';
import { invalid, v4Error, v4Errors, v4Ok } from '../responses/v4-envelope.js';
import { gatewayKey } from '../state/map-keys.js';
import type { GatewayRequest } from './management-endpoint.js';
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
/** Characters of a payload that its row shows. */
const HEAD = 2000;
const MAX_PER_PAGE = 50;

/** The rows of a gateway that pass the filters, newest first unless asked otherwise. */
export function listLogs(request: GatewayRequest): SandboxResponse {
  const { query } = request.request;
  if (Number(query.get('per_page')) > MAX_PER_PAGE)
    return refuse(`Number must be less than or equal to ${MAX_PER_PAGE}`, 'per_page');
  return withRows(request, (rows) => {
    const { items, info } = page(rows, query, MAX_PER_PAGE);
    const extremes = query.get('meta_info') === 'true' ? extremesOf(rows) : {};
    return v4Ok(items, { result_info: { ...info, ...extremes } });
  });
}

/** Removes the rows that pass the filters, `limit` of them at most. */
export function deleteLogs(request: GatewayRequest): SandboxResponse {
  const { state, gateway } = request;
  const limit = request.request.query.get('limit');
  return withRows(request, (rows) => {
    const ids = rows.slice(0, limit === null ? rows.length : Number(limit)).map(({ id }) => id);
    state.logs.remove(gatewayKey(gateway), ids);
    return json(200, { success: true, result: null, errors: [], messages: [] });
  });
}

export function getLog({ state, gateway, params: { log = '' } }: GatewayRequest): SandboxResponse {
  const key = gatewayKey(gateway);
  const row = state.logs.row(key, log);
  if (!row) return v4Error('not-found');
  const { request = '', response = '' } = state.logs.payload(key, log) ?? {};
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

/** The raw body of the request, without an envelope; 404 when payloads are not kept. */
export function getLogRequest(request: GatewayRequest): SandboxResponse {
  return showPayload(request, 'request');
}

/** The same for the response. */
export function getLogResponse(request: GatewayRequest): SandboxResponse {
  return showPayload(request, 'response');
}

function showPayload({ state, gateway, params }: GatewayRequest, part: keyof Payload): SandboxResponse {
  const payload = state.logs.payload(gatewayKey(gateway), params.log ?? '');
  return payload ? { ...json(200, null), body: payload[part] } : v4Error('not-found');
}

/** Sets feedback, score and metadata of a row. */
export function patchLog({ state, gateway, params, request }: GatewayRequest): SandboxResponse {
  const key = gatewayKey(gateway);
  const row = state.logs.row(key, params.log ?? '');
  if (!row) return v4Error('not-found');
  const body = request.body.object;
  if (!body) return refuse('Input Validation Error', 'body');
  const { feedback = row.feedback, score = row.score, metadata = row.metadata } = body;
  if (!isNumberOrNull(feedback)) return refuse('Expected number', 'body', 'feedback');
  if (!isNumberOrNull(score)) return refuse('Expected number', 'body', 'score');
  const checked = readMetadataObject(metadata ?? {});
  if (!checked) return refuse('Expected string, number or boolean', 'body', 'metadata');
  state.logs.replace(key, { ...row, feedback, score, metadata: checked });
  return v4Ok(null);
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}

function refuse(message: string, ...path: string[]): SandboxResponse {
  return v4Errors(400, [invalid(message, ...path)]);
}

function withRows(
  { state, gateway, request: { query } }: GatewayRequest,
  respond: (rows: LogRow[]) => SandboxResponse,
): SandboxResponse {
  try {
    const filters = [...readFilters(query), ...readOldFilters(query)];
    const rows = [...state.logs.rows(gatewayKey(gateway))].filter((row) =>
      filters.every((passes) => passes(row)),
    );
    return respond(sortRows(rows, query));
  } catch (error) {
    if (error instanceof BadFilter) return refuse(error.message, 'query', 'filters');
    throw error;
  }
}

function sortRows(newestFirst: LogRow[], query: URLSearchParams): LogRow[] {
  const wanted = query.get('order_by') ?? 'created_at';
  const field = ORDERS.find((name) => name === wanted);
  if (!field) throw new BadFilter(`Invalid enum value of order_by: '${wanted}'`);
  const ascending = (query.get('order_by_direction') ?? query.get('direction')) === 'asc';
  // The rows are in order already, also those of the same millisecond.
  if (field === 'created_at') return ascending ? newestFirst.reverse() : newestFirst;
  return newestFirst.sort((a, b) => compare(a[field], b[field]) * (ascending ? 1 : -1));
}

const SUMMARIZED: Record<string, (row: LogRow) => number> = {
  cost: ({ cost }) => cost,
  duration: ({ duration }) => duration,
  tokens_in: ({ tokens_in }) => tokens_in,
  tokens_out: ({ tokens_out }) => tokens_out,
  total_tokens: ({ tokens_in, tokens_out }) => tokens_in + tokens_out,
};

/** The smallest and the largest value of each field; 0 where there are no rows. */
function extremesOf(rows: readonly LogRow[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(SUMMARIZED).flatMap(([name, read]) => {
      const values = rows.map(read);
      const least = values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);
      const most = values.reduce((one, other) => Math.max(one, other), 0);
      return [
        [`min_${name}`, least],
        [`max_${name}`, most],
      ];
    }),
  );
}
