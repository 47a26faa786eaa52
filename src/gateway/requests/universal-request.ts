import { CREDENTIAL_HEADERS } from '../../diagnosis/exchange/exchange.js';
import { rootOf } from '../address/base-url.js';
import { type Access, type PlannedRequest, planeOf, withToken } from './access.js';
import type { CompletionOptions } from './requests.js';
import { completionRequest } from './requests.js';

/** One attempt in a request to the universal endpoint. Source: Cloudflare's docs, AI Gateway, "Universal endpoint" and
 * "Fallbacks". */
interface UniversalStep {
  provider: string;
  endpoint: string;
  /** Sent to the provider, with its own key and never the gateway token */
  headers: Record<string, string>;
  query: unknown;
}

/** One completion with fallback models; the response header `cf-aig-step` says which one responded. Only works on the
 * gateway's own host. */
export function universalRequest(
  a: Access,
  models: readonly string[],
  o: Omit<CompletionOptions, 'stream'>,
): PlannedRequest {
  const { headers, sent } = withToken(a, { header: 'cf-aig-authorization' });
  const last = models.at(-1);
  return {
    id: 'universal',
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: rootOf(a.baseUrl),
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(models.map((model) => stepOf(a, model, o))),
    sent: {
      ...sent,
      providerKeyIn: a.sentAuth.providerKeyIn,
      route: a.baseUrl.route,
      api: a.api,
      model: last,
    },
  };
}

function stepOf(a: Access, model: string, o: CompletionOptions): UniversalStep {
  const { url, headers, body } = completionRequest(a, model, o);
  const [provider = '', ...endpoint] = url.slice(rootOf(a.baseUrl).length + 1).split('/');
  return {
    provider,
    endpoint: endpoint.join('/'),
    headers: providerHeaders(a, headers),
    query: JSON.parse(body ?? '{}'),
  };
}

function providerHeaders({ sentAuth }: Access, headers: Record<string, string>): Record<string, string> {
  const keyIn: readonly string[] = sentAuth.providerKeyIn;
  const credentials: readonly string[] = CREDENTIAL_HEADERS;
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        !name.startsWith('cf-') && name !== 'accept' && (!credentials.includes(name) || keyIn.includes(name)),
    ),
  );
}
