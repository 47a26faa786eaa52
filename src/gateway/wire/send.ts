import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { isHarmlessHeader } from '../../lib/redact/header-names.js';
import type { Redactor } from '../../lib/redact/redactor.js';
import type { PlannedRequest } from '../requests/access.js';
import { Dispatchers } from './dispatchers.js';
import { Run, type SendOptions } from './run-exchange.js';

export interface Sender {
  /** One request, one exchange. Never throws for what the network does; an abort by `signal` throws its AbortError. */
  send(request: PlannedRequest, o?: SendOptions): Promise<Exchange>;
  /** Lets go of all connections. */
  close(): Promise<void>;
}

/** Sends requests as they are planned: no redirect is followed, nothing is tried again, no cookie is kept. What comes
 * back is an exchange without secrets. */
export function createSender(o: {
  env: NodeJS.ProcessEnv;
  redactor: Redactor;
  timeoutMs: number;
  userAgent: string;
}): Sender {
  const dispatchers = new Dispatchers(o.env, o.timeoutMs);
  return {
    async send(request, options = {}) {
      learnSecrets(o.redactor, request);
      const run = new Run(request, o.redactor, { timeoutMs: o.timeoutMs, ...options });
      const headers = { 'user-agent': o.userAgent, 'accept-encoding': 'identity', ...request.headers };
      return run.through(dispatchers, headers);
    },
    close: () => dispatchers.close(),
  };
}

/** What is sent as a credential, or in a header that nobody knows, is a secret, also when nobody told the redactor; unless it is a mere name, such as
 * `CLOUDFLARE_AI_GATEWAY_API_KEY` or `${...}`, which diagnoses have to be able to show. */
function learnSecrets(redactor: Redactor, { headers }: PlannedRequest): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isHarmlessHeader(name)) continue;
    const secret = value.replace(/^(bearer|basic|token)\s+/i, '').trim();
    if (secret.length >= 12 && !/^\$?\{?[A-Z][A-Z0-9_]*\}?$/.test(secret)) redactor.add(secret);
  }
}
