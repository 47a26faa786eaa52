import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { Json } from '../../lib/json-view.js';
import { answer, result } from './management-answers.js';

/** One request as the gateway's log has it. */
export interface LogRow {
  id: string;
  /** ISO 8601 */
  createdAt: string;
  provider: string;
  model: string;
  /** What followed the provider in the request's path */
  path: string;
  ok: boolean;
  cached: boolean;
  httpStatus?: number;
  /** Milliseconds */
  durationMs?: number;
  /** US dollars, as Cloudflare estimates it; it comes later than the row */
  costUsd?: number;
  inputTokens?: number;
  outputTokens?: number;
  /** Index of the fallback that answered; 0: the first choice */
  step?: number;
  contentType?: string;
  metadata: Record<string, string | number | boolean>;
}

/** Undefined: the API gave no rows, whatever it said instead. */
export function readLogPage(exchange: Exchange): { rows: LogRow[]; total?: number } | undefined {
  const rows = result(exchange)?.array();
  const total = answer(exchange)?.at('result_info').at('total_count').number();
  return rows && { rows: rows.flatMap((row) => readRow(row) ?? []), total };
}

export function readLog(exchange: Exchange): LogRow | undefined {
  const row = result(exchange);
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

/** Documented as a text of JSON, seen as an object. */
function readMetadata(given: Json): LogRow['metadata'] {
  const text = given.text();
  const object = text === undefined ? given : Json.parse(text);
  return Object.fromEntries(
    (object?.entries() ?? []).flatMap(([key, value]) => {
      const plain = value.text() ?? value.number() ?? value.flag();
      return plain === undefined ? [] : [[key, plain]];
    }),
  );
}
