import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';
import { successBody, successResult } from './management-responses.js';

/** One request in the gateway's log. */
export interface LogRow {
  id: string;
  /** ISO 8601 */
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

/** Undefined if the response is not a page of the log. */
export function readLogPage(exchange: Exchange): { rows: LogRow[]; total?: number } | undefined {
  const rows = successResult(exchange)?.array();
  const total = successBody(exchange)?.at('result_info').at('total_count').number();
  return rows && { rows: rows.flatMap((row) => readRow(row) ?? []), total };
}

export function readLog(exchange: Exchange): LogRow | undefined {
  const row = successResult(exchange);
  return row && readRow(row);
}

function readRow(row: Json): LogRow | undefined {
  const id = row.at('id').text();
  if (id === undefined) return undefined;
  const httpStatus = row.at('status_code').number();
  return {
    id,
    createdAt: row.at('created_at').text() ?? '',
    provider: row.at('provider').text() ?? '',
    model: row.at('model').text() ?? '',
    path: row.at('path').text() ?? '',
    ok: row.at('success').flag() ?? (httpStatus !== undefined && httpStatus < 400),
    cached: row.at('cached').flag() ?? false,
    httpStatus,
    durationMs: row.at('duration').number(),
    costUsd: row.at('cost').number(),
    inputTokens: row.at('tokens_in').number(),
    outputTokens: row.at('tokens_out').number(),
    step: row.at('step').number(),
    contentType: row.at('response_content_type').text(),
    metadata: readMetadata(row.at('metadata')),
  };
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
