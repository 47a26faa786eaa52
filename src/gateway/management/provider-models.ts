import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { rootOf } from '../address/base-url.js';
import { providerBySlug } from '../providers/providers.js';
import { type Access, type PlannedRequest, PROBE_HEADERS, planeOf, withToken } from '../requests/access.js';
import { answer } from './management-answers.js';

/** Without it these providers show a first page of 20 or 50. */
const WHOLE_LIST: Readonly<Record<string, string>> = {
  anthropic: '?limit=1000',
  cohere: '?page_size=1000',
  'google-ai-studio': '?pageSize=1000',
};

/** The provider's own list, through the gateway; with its key, or with one that is stored at Cloudflare. Undefined: it has none. */
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
    url: `${rootOf(a.baseUrl)}/${slug}/${modelsPath}${WHOLE_LIST[slug] ?? ''}`,
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

/** What a model of Google's and Cohere's can do; the others do not say. */
const CHAT = new Set(['generateContent', 'chat']);

/** Ids with the provider in front, as `/compat` wants them. Undefined: it is no list, or an empty one. */
export function readProviderModels(exchange: Exchange, slug: string): string[] | undefined {
  const body = answer(exchange);
  const rows = body?.at('data').array() ?? body?.at('models').array() ?? body?.array();
  const prefix = providerBySlug(slug)?.compatPrefix ?? slug;
  const ids = rows?.flatMap((row) => {
    const does = row.at('supportedGenerationMethods').array() ?? row.at('endpoints').array();
    if (does && !does.some((one) => CHAT.has(one.text() ?? ''))) return [];
    const id = row.at('id').text() ?? row.at('name').text();
    return id ? [`${prefix}/${id.replace(/^models\//, '')}`] : [];
  });
  return ids?.length ? [...new Set(ids)] : undefined;
}
