/** `logs/`: the gateway’s log: pages, rows, their causes, usage. */

import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange } from '../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../diagnosis/reading/diagnosis.js';
import { type LogFilter, listLogs } from '../gateway/management/log-requests.js';
import { type LogRow, readLogPage } from '../gateway/management/log-responses.js';
import type { GatewayCall } from '../gateway/management/management.js';
import { retryAfterMs } from '../gateway/replies/retry-after.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import type { SentOf } from './row-sender.js';

/** How the log is reached. */
export interface LogReader {
  gateway: GatewayCall;
  /** Both throw an AbortError when `signal` gives the work up. */
  send(request: PlannedRequest, signal?: AbortSignal): Promise<Exchange>;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  sentOf?: SentOf;
  /** A wait because Cloudflare asks for one, in milliseconds. */
  onWait?(ms: number): void;
}

export interface LogQuery {
  /** Milliseconds since 1970; nothing older. */
  since?: number;
  failedOnly?: boolean;
  /** With or without the provider before it. */
  model?: string;
}

export interface LogPage {
  rows: LogRow[];
  /** Rows that match in all, as Cloudflare counts them. */
  total?: number;
}

/** The API did not give the log. */
export class LogsRefused extends Error {
  readonly diagnosis: Diagnosis;

  constructor(diagnosis: Diagnosis) {
    super(diagnosis.title);
    this.diagnosis = diagnosis;
  }
}

/** The management API allows 1200 requests in five minutes: a long log can run into that. */
const TRIES = 6;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** Pages asked for at once, as soon as it is known how many there are. */
const AHEAD = 4;

/**
 * A gateway's log in pages, newest row first; never more than a few pages in memory. Rows that come in meanwhile push
 * others to the next page: those are given once. Conditions are sent along, and looked at here as well. Pages that were
 * asked ahead are given up when no more are wanted.
 */
export async function* logPages(reader: LogReader, query: LogQuery): AsyncGenerator<LogPage> {
  const ended = new AbortController();
  try {
    yield* pagesUntil(ended.signal, reader, query);
  } finally {
    ended.abort();
  }
}

async function* pagesUntil(ended: AbortSignal, reader: LogReader, query: LogQuery): AsyncGenerator<LogPage> {
  const ask = (page: number) => askFor(reader, page, filters, ended);
  let filters: readonly LogFilter[] = filtersFor(query);
  let first = await ask(1);
  if (filters.length && first.response?.status === 400) {
    filters = [];
    first = await ask(1);
  }
  const pending: Promise<Exchange>[] = [Promise.resolve(first)];
  const size = readLogPage(first)?.rows.length ?? 0;
  const recent: Set<string>[] = [];
  for (let page = 1; pending.length; page++) {
    const exchange = await pending.shift()!;
    const read = readLogPage(exchange);
    if (!read) throw new LogsRefused(refusal(exchange));

    const { rows, total } = read;
    const fresh = rows.filter(({ id }) => !recent.some((ids) => ids.has(id)));
    const inTime = fresh.filter((row) => !isOlder(row, query.since));
    const isLast = rows.length < size || !rows.length || inTime.length < fresh.length;
    if (!isLast) {
      const last = total === undefined ? page + 1 : Math.ceil(total / size);
      while (pending.length < AHEAD && page + pending.length < last) {
        const asked = ask(page + pending.length + 1);
        // Nobody may be waiting for it any more when it fails.
        asked.catch(() => {});
        pending.push(asked);
      }
    }
    yield { rows: inTime.filter((row) => matches(row, query)), total };
    if (isLast) return;
    recent.push(new Set(rows.map(({ id }) => id)));
    if (recent.length > AHEAD) recent.shift();
  }
}

function filtersFor({ since, failedOnly, model }: LogQuery): LogFilter[] {
  // A model's own name: the row does not carry the gateway's prefix.
  const name = model?.slice(model.lastIndexOf('/') + 1);
  return [
    ...(since === undefined
      ? []
      : [{ key: 'created_at', operator: 'gt', value: [new Date(since).toISOString()] } as const]),
    ...(failedOnly ? [{ key: 'success', operator: 'eq', value: [false] } as const] : []),
    ...(name ? [{ key: 'model', operator: 'contains', value: [name] } as const] : []),
  ];
}

function matches({ ok, provider, model }: LogRow, query: LogQuery): boolean {
  if (query.failedOnly && ok) return false;
  const wanted = query.model;
  return !wanted || model === wanted || `${provider}/${model}` === wanted || wanted.endsWith(`/${model}`);
}

function isOlder({ createdAt }: LogRow, since: number | undefined): boolean {
  return since !== undefined && Date.parse(createdAt) < since;
}

/** What passes by itself is asked again, after the time that Cloudflare asks for. */
async function askFor(
  reader: LogReader,
  page: number,
  filters: readonly LogFilter[],
  ended: AbortSignal,
): Promise<Exchange> {
  for (let attempt = 0; ; attempt++) {
    const exchange = await reader.send(listLogs(reader.gateway, { page, filters }), ended);
    if (readLogPage(exchange) || attempt + 1 >= TRIES || !refusal(exchange).transient) return exchange;
    const wait = Math.min(retryAfterMs(exchange) ?? FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
    reader.onWait?.(wait);
    await reader.sleep(wait, ended);
  }
}

function refusal(exchange: Exchange): Diagnosis {
  const told = diagnoseExchange(exchange);
  // A 2xx that holds no rows is nothing that this program can read.
  return told ?? diagnoseExchange({ ...exchange, response: undefined })!;
}
