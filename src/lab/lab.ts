/** `lab/`: asks the wire, and remembers what it answered. */

import type { Exchange } from '../diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import type { Sender } from '../gateway/wire/send.js';

export interface AskOptions {
  /** Send it, whatever was asked before: a real completion, or a change at Cloudflare. Later questions get the new answer. */
  fresh?: boolean;
  signal?: AbortSignal;
}

/**
 * The only door to the network. An exchange is remembered by what was sent (method, URL, headers, body), so that the same
 * question is asked once, however many checks have it.
 */
export class Lab {
  /** In the order in which they ended. */
  readonly exchanges: Exchange[] = [];
  readonly #sender: Sender;
  readonly #keeps: boolean;
  readonly #asked = new Map<string, Promise<Exchange>>();

  /** `keeps: false`: no exchange is kept, for logs that would not fit into memory. */
  constructor(sender: Sender, { keeps = true }: { keeps?: boolean } = {}) {
    this.#sender = sender;
    this.#keeps = keeps;
  }

  /** Never throws for what the network does; an abort by `signal` throws its AbortError. */
  ask(request: PlannedRequest, { fresh = false, signal }: AskOptions = {}): Promise<Exchange> {
    if (!this.#keeps) return this.#sender.send(request, { signal });
    const key = contentOf(request);
    const before = fresh ? undefined : this.#asked.get(key);
    if (before) return before;
    const answer = this.#sender.send(request, { signal }).then((exchange) => {
      this.exchanges.push(exchange);
      return exchange;
    });
    this.#asked.set(key, answer);
    return answer;
  }

  /** The answer to a question that has been asked already. */
  recall(request: PlannedRequest): Promise<Exchange> | undefined {
    return this.#asked.get(contentOf(request));
  }
}

function contentOf({ method, url, headers, body }: PlannedRequest): string {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return JSON.stringify([method, url, named.sort(), body]);
}
