import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { getLog } from '../gateway/management/log-requests.js';
import { type LogRow, readLog } from '../gateway/management/log-responses.js';
import type { GatewayCall } from '../gateway/management/management.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import { backoff } from '../lib/backoff.js';

export interface Asking {
  send(request: PlannedRequest): Promise<Exchange>;
  sleep(ms: number): Promise<void>;
}

/** Rows have been seen to come up to 1.5 seconds late, their cost later still; nothing promises a time. Milliseconds. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 2_000;
const ALL_WAITS = 12_000;

export interface Awaited {
  /** Undefined: it did not come, or may not be read. */
  row?: LogRow;
  /** How the last question was answered. */
  last: Exchange;
  waitedMs: number;
  attempts: number;
}

/** Asks for a row until it is there, with its cost where the answer cost something; gives up after some seconds. */
export async function awaitRow(
  { send, sleep }: Asking,
  gateway: GatewayCall,
  logId: string,
): Promise<Awaited> {
  let waitedMs = 0;
  for (let attempts = 1, waits = backoff(FIRST_WAIT, LONGEST_WAIT, ALL_WAITS); ; attempts++) {
    const last = await send(getLog(gateway, logId));
    const row = readLog(last);
    const isWhole = row && (row.costUsd !== undefined || row.cached || !row.ok);
    const wait = isWhole || !mayComeYet(last) ? undefined : waits.next().value;
    if (wait === undefined) return { row, last, waitedMs, attempts };
    await sleep(wait);
    waitedMs += wait;
  }
}

/** 404: not yet there. 429 and 5xx pass. Anything else stays as it is. */
function mayComeYet({ response }: Exchange): boolean {
  return (
    response !== undefined &&
    (response.status < 400 || [404, 429].includes(response.status) || response.status >= 500)
  );
}
