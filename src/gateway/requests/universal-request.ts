import { rootOf } from '../address/base-url.js';
import { type Access, CREDENTIAL_HEADERS, type PlannedRequest, planeOf, withToken } from './access.js';
import type { CompletionOptions } from './requests.js';
import { completionRequest } from './requests.js';

/** One try of the universal endpoint. Source: Cloudflare's docs, AI Gateway, "Universal endpoint" and "Fallbacks". */
interface UniversalStep {
  provider: string;
  endpoint: string;
  /** What the provider gets: its own key, never the gateway's token */
  headers: Record<string, string>;
  query: unknown;
}

/** Asks for one completion with several models, the next one when one fails: what came of it stands in `cf-aig-step`.
 * Only on the gateway's own host. */
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
    headers: ofProvider(a, headers),
    query: JSON.parse(body ?? '{}'),
  };
}

function ofProvider({ sentAuth }: Access, headers: Record<string, string>): Record<string, string> {
  const keyIn: readonly string[] = sentAuth.providerKeyIn;
  const credentials: readonly string[] = CREDENTIAL_HEADERS;
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        !name.startsWith('cf-') && name !== 'accept' && (!credentials.includes(name) || keyIn.includes(name)),
    ),
  );
}
