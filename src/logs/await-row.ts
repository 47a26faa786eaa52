import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { getLog } from '../gateway/management/log-requests.js';
import { type LogRow, readLog } from '../gateway/management/log-responses.js';
import type { GatewayCall } from '../gateway/management/management.js';
import { retryAfterMs } from '../gateway/replies/retry-after.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import { backoff } from '../lib/backoff.js';

export interface LogClient {
  send(request: PlannedRequest): Promise<Exchange>;
  sleep(ms: number): Promise<void>;
}

/** Milliseconds. Rows have been seen up to 1.5 seconds late, and their cost later still; Cloudflare guarantees no time. */
const FIRST_WAIT = 200;
const MAX_WAIT = 2_000;
const TOTAL_WAIT = 12_000;

export interface RowResult {
  /** Undefined if it did not appear, or if the token cannot read it. */
  row?: LogRow;
  /** The last attempt. */
  last: Exchange;
  waitedMs: number;
  attempts: number;
}

/** Polls for a log row until it is complete, including its cost if it has one. Gives up after 12 seconds. */
export async function awaitRow(
  { send, sleep }: LogClient,
  gateway: GatewayCall,
  logId: string,
): Promise<RowResult> {
  let waitedMs = 0;
  for (let attempts = 1, waits = backoff(FIRST_WAIT, MAX_WAIT, TOTAL_WAIT); ; attempts++) {
    const last = await send(getLog(gateway, logId));
    const row = readLog(last);
    const isComplete = row && (row.costUsd !== undefined || row.cached || !row.ok);
    const isLate = (retryAfterMs(last) ?? 0) > TOTAL_WAIT - waitedMs;
    const wait = isComplete || isLate || !isRetryable(last) ? undefined : waits.next().value;
    if (wait === undefined) return { row, last, waitedMs, attempts };
    await sleep(wait);
    waitedMs += wait;
  }
}

/** 404 means that the row has not appeared yet; 429 and 5xx are transient. */
function isRetryable({ response }: Exchange): boolean {
  return (
    response !== undefined &&
    (response.status < 400 || [404, 429].includes(response.status) || response.status >= 500)
  );
}
