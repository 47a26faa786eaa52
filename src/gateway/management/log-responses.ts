import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';
import { successBody, successResult } from './management-responses.js';

/** One request in the gateway's log. */
export interface LogRow {
  id: string;
  /** ISO 8601; '' if the log has no readable time. */
  createdAt: string;
  provider: string;
  model: string;
  /** The request's path after the provider */
  path: string;
  ok: boolean;
  cached: boolean;
  httpStatus?: number;
  /** Milliseconds */
  durationMs?: number;
  /** Cloudflare's estimate in US dollars; it is added some time after the row */
  costUsd?: number;
  inputTokens?: number;
  outputTokens?: number;
  /** Index of the model that responded; above 0 it is a fallback */
  step?: number;
  contentType?: string;
  metadata: Record<string, string | number | boolean>;
}

interface LogPage {
  rows: LogRow[];
  /** Number of entries, including those that are no rows. */
  size: number;
  /** Cloudflare's count of all matching rows. */
  total?: number;
}

/** Undefined if the response is not a page of the log: any server can have a `result`. */
export function readLogPage(exchange: Exchange): LogPage | undefined {
  const body = successBody(exchange);
  if (body?.at('success').flag() !== true) return undefined;
  const entries = body.at('result').array();
  const total = amount(body.at('result_info').at('total_count'));
  return entries && { rows: entries.flatMap((row) => readRow(row) ?? []), size: entries.length, total };
}

export function readLog(exchange: Exchange): LogRow | undefined {
  const row = successResult(exchange);
  return row && readRow(row);
}

/** Undefined without an id; any other field may be missing or make no sense. */
function readRow(row: Json): LogRow | undefined {
  const id = row.at('id').text();
  if (id === undefined) return undefined;
  const httpStatus = statusOf(row.at('status_code'));
  return {
    id,
    createdAt: timeOf(row.at('created_at')),
    provider: row.at('provider').text() ?? '',
    model: row.at('model').text() ?? '',
    path: row.at('path').text() ?? '',
    ok: row.at('success').flag() ?? (httpStatus !== undefined && httpStatus < 400),
    cached: row.at('cached').flag() ?? false,
    httpStatus,
    durationMs: amount(row.at('duration')),
    costUsd: amount(row.at('cost')),
    inputTokens: row.at('tokens_in').count(),
    outputTokens: row.at('tokens_out').count(),
    step: row.at('step').count(),
    contentType: row.at('response_content_type').text(),
    metadata: readMetadata(row.at('metadata')),
  };
}

function timeOf(field: Json): string {
  const text = field.text() ?? '';
  return Number.isNaN(Date.parse(text)) ? '' : text;
}

function statusOf(field: Json): number | undefined {
  const value = field.number();
  return value !== undefined && Number.isInteger(value) && value >= 100 && value <= 599 ? value : undefined;
}

/** Undefined if no amount can be that: negative, or so large that sums would overflow. */
function amount(field: Json | undefined): number | undefined {
  const value = field?.number();
  return value !== undefined && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** Documented as a JSON string, but the API has been seen to send an object. */
function readMetadata(metadata: Json): LogRow['metadata'] {
  const text = metadata.text();
  const object = text === undefined ? metadata : Json.parse(text);
  return Object.fromEntries(
    (object?.entries() ?? []).flatMap(([key, value]) => {
      const plain = value.text() ?? value.number() ?? value.flag();
      return plain === undefined ? [] : [[key, plain]];
    }),
  );
}
