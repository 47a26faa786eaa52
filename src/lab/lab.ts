/** `lab/`: sends requests and memoizes the exchanges. */

import type { Exchange } from '../diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import type { Sender } from '../gateway/wire/send.js';

export interface AskOptions {
  /** Send the request even if there is a memoized exchange, which is then replaced. */
  fresh?: boolean;
  /** For this exchange, instead of the sender's. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * The only access to the network. Memoizes exchanges by the content of the request (method, URL, headers, body), so that
 * checks can send the same request without extra cost.
 */
export class Lab {
  /** In the order of completion. */
  readonly exchanges: Exchange[] = [];
  readonly #sender: Sender;
  readonly #keeps: boolean;
  readonly #memo = new Map<string, Promise<Exchange>>();

  /** `keeps: false` stores no exchanges, for logs that would not fit into memory. */
  constructor(sender: Sender, { keeps = true }: { keeps?: boolean } = {}) {
    this.#sender = sender;
    this.#keeps = keeps;
  }

  /** Never rejects for network errors; rejects with an AbortError if `signal` aborts. */
  ask(request: PlannedRequest, { fresh = false, timeoutMs, signal }: AskOptions = {}): Promise<Exchange> {
    const options = { signal, ...(timeoutMs !== undefined && { timeoutMs }) };
    if (!this.#keeps) return this.#sender.send(request, options);
    const key = contentOf(request);
    const memoized = fresh ? undefined : this.#memo.get(key);
    if (memoized) return memoized;
    const pending = this.#sender.send(request, options).then((exchange) => {
      this.exchanges.push(exchange);
      return exchange;
    });
    this.#memo.set(key, pending);
    return pending;
  }

  /** Sends every request again: something may have changed at Cloudflare. */
  forget(): void {
    this.#memo.clear();
  }

  /** The memoized exchange of a request. */
  recall(request: PlannedRequest): Promise<Exchange> | undefined {
    return this.#memo.get(contentOf(request));
  }
}

function contentOf({ method, url, headers, body }: PlannedRequest): string {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return JSON.stringify([method, url, entries.sort(), body]);
}
