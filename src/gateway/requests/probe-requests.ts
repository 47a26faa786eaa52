import { type CredentialHeader, JUNK_PROVIDER } from '../../diagnosis/exchange/exchange.js';
import { rootOf } from '../address/base-url.js';
import { providerBySlug } from '../providers/providers.js';
import {
  type Access,
  JSON_HEADERS,
  type PlannedRequest,
  PROBE_HEADERS,
  planeOf,
  withToken,
} from './access.js';

/** An alias that does not exist: error 2040 means that keys are stored for the provider. */
const JUNK_ALIAS = 'no-such-alias';

/** A request to a provider that does not exist, with the configured credentials, with none, or with the token in one
 * header only. On the REST API, which has no provider in its path, the model id names it. */
export function junkProviderRequest(
  a: Access,
  token: 'as-configured' | 'none' | { header: CredentialHeader },
): PlannedRequest {
  const rest = a.baseUrl.plane === 'rest';
  const model = `${JUNK_PROVIDER}/x`;
  const { headers, sent } = withToken(a, token);
  return {
    id:
      token === 'as-configured'
        ? 'junk-provider'
        : `junk-provider-${typeof token === 'string' ? 'no-token' : token.header}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: rest ? `${rootOf(a.baseUrl)}/ai/v1/chat/completions` : `${rootOf(a.baseUrl)}/${model}`,
    headers: { ...headers, ...JSON_HEADERS, ...PROBE_HEADERS },
    body: rest ? JSON.stringify({ model, messages: [] }) : '{}',
    sent: {
      ...sent,
      route: a.baseUrl.route,
      provider: JUNK_PROVIDER,
      model: rest ? model : undefined,
      junkProvider: true,
    },
  };
}

/** Lists the gateway's models with `/compat/models`, or the account's catalogue on the REST API. */
export function modelsRequest(a: Access): PlannedRequest {
  const rest = a.baseUrl.plane === 'rest';
  const { headers, sent } = withToken(a, { header: rest ? 'authorization' : 'cf-aig-authorization' });
  return {
    id: 'models',
    plane: planeOf(a.baseUrl),
    method: 'GET',
    url: rootOf(a.baseUrl) + (rest ? '/ai/models/search?per_page=100' : '/compat/models'),
    headers: { ...headers, accept: 'application/json' },
    sent: { ...sent, route: rest ? undefined : 'compat' },
  };
}

/** Asks for a stored key with an alias that does not exist: the error says whether any are stored, and costs nothing. */
export function aliasRequest(a: Access, provider: string): PlannedRequest {
  const path = providerBySlug(provider)?.probePath ?? 'chat/completions';
  const { headers, sent } = withToken(a, { header: 'cf-aig-authorization' });
  return {
    id: `byok-alias-${provider}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: `${rootOf(a.baseUrl)}/${provider}/${path}`,
    headers: {
      ...headers,
      ...JSON_HEADERS,
      ...PROBE_HEADERS,
      'cf-aig-byok-alias': JUNK_ALIAS,
      'cf-aig-no-wholesale': 'true',
    },
    body: '{}',
    sent: { ...sent, route: provider, provider, empty: true },
  };
}
