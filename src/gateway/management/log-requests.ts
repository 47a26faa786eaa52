import type { PlannedRequest } from '../requests/access.js';
import { gateway, get, type OfGateway } from './management.js';

/** A condition on log rows. Source: developers.cloudflare.com/api, "AI Gateway", "Logs". */
export interface LogFilter {
  key: 'created_at' | 'success' | 'cached' | 'provider' | 'model' | 'event_id';
  operator: 'eq' | 'neq' | 'contains' | 'lt' | 'gt';
  value: readonly (string | number | boolean)[];
}

export interface LogPageQuery {
  /** From 1 */
  page: number;
  filters?: readonly LogFilter[];
}

/** The most that the API gives at once. */
const LOGS_PER_PAGE = 50;

/** A page of a gateway's log, newest row first. Needs AI Gateway Read. */
export function listLogs(c: OfGateway, { page, filters = [] }: LogPageQuery): PlannedRequest {
  const query = new URLSearchParams({
    page: String(page),
    per_page: String(LOGS_PER_PAGE),
    order_by: 'created_at',
    order_by_direction: 'desc',
    ...(filters.length && { filters: JSON.stringify(filters) }),
  });
  return get('list-logs', c, `${gateway(c)}/logs?${query}`);
}

/** One row. It appears up to some seconds after the answer; until then the API says 404. */
export function getLog(c: OfGateway, logId: string): PlannedRequest {
  return get('get-log', c, `${gateway(c)}/logs/${encodeURIComponent(logId)}`);
}

/** What was sent, or what came back, as it was and without an envelope; 404 where payloads are not kept. */
export function getLogPayload(c: OfGateway, logId: string, part: 'request' | 'response'): PlannedRequest {
  return get(`get-log-${part}`, c, `${gateway(c)}/logs/${encodeURIComponent(logId)}/${part}`);
}
