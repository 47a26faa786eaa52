import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { rootOf } from '../address/base-url.js';
import { providerBySlug } from '../providers/providers.js';
import { type Access, type PlannedRequest, PROBE_HEADERS, planeOf, withToken } from '../requests/access.js';
import { successBody } from './management-responses.js';

/** By default these providers return a first page of 20 or 50. */
const FULL_LIST_QUERY: Readonly<Record<string, string>> = {
  anthropic: '?limit=1000',
  cohere: '?page_size=1000',
  'google-ai-studio': '?pageSize=1000',
};

/** Requests the provider's model list through the gateway, with the given key or one stored at Cloudflare. Undefined if
 * the provider has no list. */
export function providerModelsRequest(
  a: Access,
  slug: string,
  providerKey?: string,
): PlannedRequest | undefined {
  const provider = providerBySlug(slug);
  if (!provider?.modelsPath || a.baseUrl.plane === 'rest') return undefined;
  const { headers, sent } = withToken(a, { header: 'cf-aig-authorization' });
  const { keyHeader, modelsPath } = provider;
  return {
    id: `models-${slug}`,
    plane: planeOf(a.baseUrl),
    method: 'GET',
    url: `${rootOf(a.baseUrl)}/${slug}/${modelsPath}${FULL_LIST_QUERY[slug] ?? ''}`,
    headers: {
      ...headers,
      ...(slug === 'anthropic' && { 'anthropic-version': '2023-06-01' }),
      ...(providerKey && {
        [keyHeader]: keyHeader === 'authorization' ? `Bearer ${providerKey}` : providerKey,
      }),
      accept: 'application/json',
      ...PROBE_HEADERS,
    },
    sent: { ...sent, route: slug, provider: slug, providerKeyIn: providerKey ? [keyHeader] : [] },
  };
}

/** Google and Cohere say what a model supports; the others do not. */
const CHAT = new Set(['generateContent', 'chat']);

/** Model ids with the provider prefix, as `/compat` takes them. Undefined if the response has no models. */
export function readProviderModels(exchange: Exchange, slug: string): string[] | undefined {
  const body = successBody(exchange);
  const rows = body?.at('data').array() ?? body?.at('models').array() ?? body?.array();
  const prefix = providerBySlug(slug)?.compatPrefix ?? slug;
  const ids = rows?.flatMap((row) => {
    const methods = row.at('supportedGenerationMethods').array() ?? row.at('endpoints').array();
    if (methods && !methods.some((method) => CHAT.has(method.text() ?? ''))) return [];
    const id = row.at('id').text() ?? row.at('name').text();
    return id ? [`${prefix}/${id.replace(/^models\//, '')}`] : [];
  });
  return ids?.length ? [...new Set(ids)] : undefined;
}
