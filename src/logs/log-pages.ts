/** `logs/`: the gateway’s log: pages, rows, their causes, usage. */

import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import { type LogFilter, listLogs } from '../gateway/management/log-requests.js';
import { type LogRow, readLogPage } from '../gateway/management/log-responses.js';
import type { GatewayCall } from '../gateway/management/management.js';
import { retryAfterMs } from '../gateway/replies/retry-after.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import { commonPart, isModel } from './logged-model.js';
import type { SentOf } from './row-sender.js';

/** Access to the log. */
export interface LogReader {
  gateway: GatewayCall;
  /** `send` and `sleep` reject with an AbortError if `signal` aborts. */
  send(request: PlannedRequest, o?: { signal?: AbortSignal; timeoutMs?: number }): Promise<Exchange>;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  sentOf?: SentOf;
  /** Called before a page is asked for again; `status` is undefined if nothing answered. */
  onWait?(ms: number, status: number | undefined): void;
  limits?: Limits;
}

/** How long to try. Without them only the number of attempts is limited. */
export interface Limits {
  /** Milliseconds within which a page has to come, retries and waits included. */
  timeoutMs: number;
  /** Milliseconds left for everything. */
  leftMs(): number;
  /** Milliseconds from a fixed point. */
  now(): number;
}

export interface LogQuery {
  /** Milliseconds since the epoch; older rows are left out. */
  since?: number;
  failedOnly?: boolean;
  /** With or without the provider prefix. */
  model?: string;
}

export interface LogPage {
  rows: LogRow[];
  /** Number of entries of the page that are no rows. */
  unreadable: number;
  /** Cloudflare's count of all matching rows. */
  total?: number;
}

/** The API did not return the log. */
export class LogsRefused extends Error {
  readonly diagnosis: Diagnosis;

  constructor(diagnosis: Diagnosis) {
    super(diagnosis.title);
    this.diagnosis = diagnosis;
  }
}

/** A long log can exceed the management API's limit of 1200 requests in five minutes. */
const MAX_ATTEMPTS = 6;
/** Milliseconds. */
const FIRST_WAIT = 1_000;
const MAX_WAIT = 60_000;

/** Pages to request concurrently, once their number is known. */
const CONCURRENCY = 4;

/**
 * A gateway's log in pages, newest row first, with only a few pages in memory. New rows push others to the next page,
 * where they are skipped. Filters are sent to the API and applied here too. When the caller stops, pending requests are
 * aborted.
 */
export async function* logPages(reader: LogReader, query: LogQuery): AsyncGenerator<LogPage> {
  const controller = new AbortController();
  try {
    yield* pagesUntil(controller.signal, reader, query);
  } finally {
    controller.abort();
  }
}

async function* pagesUntil(signal: AbortSignal, reader: LogReader, query: LogQuery): AsyncGenerator<LogPage> {
  const request = (page: number) => requestPage(reader, page, filters, signal);
  let filters: readonly LogFilter[] = filtersFor(query);
  let first = await request(1);
  if (filters.length && first.response?.status === 400) {
    filters = [];
    first = await request(1);
  }
  const pending: Promise<Exchange>[] = [Promise.resolve(first)];
  const fullSize = readLogPage(first)?.size ?? 0;
  const recent: Set<string>[] = [];
  for (let page = 1; pending.length; page++) {
    const exchange = await pending.shift()!;
    const read = readLogPage(exchange);
    if (!read) throw new LogsRefused(refusal(exchange));

    const { rows, size, total } = read;
    const fresh = rows.filter(({ id }) => !recent.some((ids) => ids.has(id)));
    const inTime = fresh.filter((row) => !isOlder(row, query.since));
    const isLast = size < fullSize || !size || endsBefore(fresh, query.since);
    if (!isLast) {
      const last = total === undefined ? page + 1 : Math.ceil(total / fullSize);
      while (pending.length < CONCURRENCY && page + pending.length < last) {
        const next = request(page + pending.length + 1);
        // It may reject after the caller stopped, when nothing awaits it.
        next.catch(() => {});
        pending.push(next);
      }
    }
    yield { rows: inTime.filter((row) => matches(row, query)), unreadable: size - rows.length, total };
    if (isLast) return;
    recent.push(new Set(rows.map(({ id }) => id)));
    if (recent.length > CONCURRENCY) recent.shift();
  }
}

function filtersFor({ since, failedOnly, model }: LogQuery): LogFilter[] {
  const name = model && commonPart(model);
  return [
    ...(since === undefined
      ? []
      : [{ key: 'created_at', operator: 'gt', value: [new Date(since).toISOString()] } as const]),
    ...(failedOnly ? [{ key: 'success', operator: 'eq', value: [false] } as const] : []),
    ...(name ? [{ key: 'model', operator: 'contains', value: [name] } as const] : []),
  ];
}

function matches(row: LogRow, { failedOnly, model }: LogQuery): boolean {
  return !(failedOnly && row.ok) && (!model || isModel(row, model));
}

/** Whether the last row that has a time is too old; newest rows come first. */
function endsBefore(rows: readonly LogRow[], since: number | undefined): boolean {
  const last = rows.findLast(({ createdAt }) => createdAt !== '');
  return last !== undefined && isOlder(last, since);
}

/** A row without a time counts as young enough. */
function isOlder({ createdAt }: LogRow, since: number | undefined): boolean {
  return since !== undefined && Date.parse(createdAt) < since;
}

/**
 * Retries transient errors, after the time that Cloudflare asks for, but does not begin a wait that would end too late. A
 * rate limit that reading the log has reached is waited out as long as there is time for the whole log.
 */
async function requestPage(
  reader: LogReader,
  page: number,
  filters: readonly LogFilter[],
  signal: AbortSignal,
): Promise<Exchange> {
  const { limits } = reader;
  const start = limits?.now() ?? 0;
  const timeLeft = () => (limits ? limits.timeoutMs - (limits.now() - start) : Number.POSITIVE_INFINITY);
  for (let attempt = 0; ; attempt++) {
    const timeoutMs = limits && page === 1 ? Math.max(1, Math.ceil(timeLeft())) : undefined;
    const exchange = await reader.send(listLogs(reader.gateway, { page, filters }), { signal, timeoutMs });
    if (readLogPage(exchange) || attempt + 1 >= MAX_ATTEMPTS || !refusal(exchange).transient) return exchange;
    const wait = retryAfterMs(exchange) ?? Math.min(FIRST_WAIT * 2 ** attempt, MAX_WAIT);
    const isOwnRateLimit = page > 1 && exchange.response?.status === 429;
    const left = limits && isOwnRateLimit ? limits.leftMs() : timeLeft();
    if (wait >= left) return exchange;
    reader.onWait?.(wait, exchange.response?.status);
    await reader.sleep(wait, signal);
  }
}

function refusal(exchange: Exchange): Diagnosis {
  // A 2xx without rows is treated like no response at all.
  return diagnoseExchange(exchange) ?? diagnoseExchange({ ...exchange, response: undefined })!;
}
