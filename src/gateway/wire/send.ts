/** `gateway/wire/`: sends one request, by the right proxy, and gives one exchange. */

import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { isHarmlessHeader } from '../../lib/redact/header-names.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { PlannedRequest } from '../requests/access.js';
import { Dispatchers } from './dispatchers.js';
import { PendingExchange, type SendOptions } from './pending-exchange.js';

export interface Sender {
  /** Never rejects for network errors, which are part of the exchange; rejects with an AbortError if `signal` aborts. */
  send(request: PlannedRequest, o?: SendOptions): Promise<Exchange>;
  /** Closes all connections. */
  close(): Promise<void>;
}

/** Sends requests as they are: without redirects, retries or cookies. The exchanges are redacted. */
export function createSender(o: {
  env: NodeJS.ProcessEnv;
  redactor: Redactor;
  timeoutMs: number;
  userAgent: string;
}): Sender {
  const dispatchers = new Dispatchers(o.env, o.timeoutMs);
  return {
    async send(request, options = {}) {
      addSecrets(o.redactor, request);
      const exchange = new PendingExchange(request, o.redactor, { timeoutMs: o.timeoutMs, ...options });
      const headers = { 'user-agent': o.userAgent, 'accept-encoding': 'identity', ...request.headers };
      return exchange.run(dispatchers, headers);
    },
    close: () => dispatchers.close(),
  };
}

/** Treats the value of every credential header and every unknown header as a secret, unless it is the name of a variable
 * (`CLOUDFLARE_AI_GATEWAY_API_KEY`, `${...}`), which diagnoses have to show. */
function addSecrets(redactor: Redactor, { headers }: PlannedRequest): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isHarmlessHeader(name)) continue;
    const secret = value.replace(/^(bearer|basic|token)\s+/i, '').trim();
    if (secret.length >= 12 && !/^\$?\{?[A-Z][A-Z0-9_]*\}?$/.test(secret)) redactor.add(secret);
  }
}
