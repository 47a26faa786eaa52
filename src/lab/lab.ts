import type { Exchange } from '../diagnosis/exchange/exchange.js';
import type { PlannedRequest } from '../gateway/requests/access.js';
import type { Sender } from '../gateway/wire/send.js';

/** The only door of the checks to the network: each exchange happens at most once, and all of them are kept. */
export class Wire {
  readonly exchanges: Exchange[] = [];
  readonly #sender: Sender;
  readonly #pending = new Map<string, Promise<Exchange>>();

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  send(request: PlannedRequest): Promise<Exchange> {
    const key = `${request.id} ${request.url}`;
    let exchange = this.#pending.get(key);
    if (!exchange) {
      exchange = this.#sender.send(request).then((done) => {
        this.exchanges.push(done);
        return done;
      });
      this.#pending.set(key, exchange);
    }
    return exchange;
  }
}
