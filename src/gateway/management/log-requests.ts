import { percentEncode } from '../../lib/text/percent-encode.js';
import type { PlannedRequest } from '../requests/access.js';
import { type GatewayCall, gateway, get } from './management.js';

/** A condition on log rows. Source: developers.cloudflare.com/api, "AI Gateway", "Logs". */
export interface LogFilter {
  key: 'created_at' | 'success' | 'cached' | 'provider' | 'model' | 'event_id';
  operator: 'eq' | 'neq' | 'contains' | 'lt' | 'gt';
  value: readonly (string | number | boolean)[];
}

export interface LogPageQuery {
  /** 1-based */
  page: number;
  filters?: readonly LogFilter[];
}

/** The API's maximum. */
const LOGS_PER_PAGE = 50;

/** A page of a gateway's log, newest row first. Needs AI Gateway Read. */
export function listLogs(c: GatewayCall, { page, filters = [] }: LogPageQuery): PlannedRequest {
  const query = new URLSearchParams({
    page: String(page),
    per_page: String(LOGS_PER_PAGE),
    order_by: 'created_at',
    order_by_direction: 'desc',
    ...(filters.length && { filters: JSON.stringify(filters) }),
  });
  return get('list-logs', c, `${gateway(c)}/logs?${query}`);
}

/** One row. It can appear some seconds after the response; until then the API responds 404. */
export function getLog(c: GatewayCall, logId: string): PlannedRequest {
  return get('get-log', c, `${gateway(c)}/logs/${percentEncode(logId)}`);
}

/** The body of the logged request or response, without an envelope; 404 if the gateway does not store payloads. */
export function getLogPayload(c: GatewayCall, logId: string, part: 'request' | 'response'): PlannedRequest {
  return get(`get-log-${part}`, c, `${gateway(c)}/logs/${percentEncode(logId)}/${part}`);
}
