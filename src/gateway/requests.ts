import type { ApiForm, CredentialHeader, Plane, Sent } from '../diagnosis/exchange.js';
import { type BaseUrl, rootOf } from './base-url.js';
import { completionBody, emptyBody, endpointOf } from './bodies.js';
import { providerByModelPrefix, providerBySlug } from './providers.js';
import { routeByName } from './routes.js';

/** A request, ready to be sent. */
export interface PlannedRequest {
  /** Becomes the exchange's id */
  id: string;
  plane: Plane;
  method: string;
  url: string;
  /** Names in lower case. REAL secrets: never logged */
  headers: Record<string, string>;
  body?: string;
  sent: Sent;
  /** The answer is expected as server-sent events */
  stream?: boolean;
}

/** How OpenClaw reaches the gateway. */
export interface Access {
  baseUrl: BaseUrl;
  api: ApiForm;
  /** Exactly as OpenClaw would send them, credentials included and resolved */
  headers: Record<string, string>;
  gatewayToken?: string;
  providerKey?: string;
  sentAuth: Pick<Sent, 'gatewayTokenIn' | 'providerKeyIn'>;
}

export const CREDENTIAL_HEADERS: readonly CredentialHeader[] = [
  'cf-aig-authorization',
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
];

/** Neither cached, nor logged, nor tried again: the request is a question to the gateway, not work for a provider.
 * Source: Cloudflare's docs, AI Gateway, "Headers". */
const PROBE_HEADERS = {
  'cf-aig-skip-cache': 'true',
  'cf-aig-collect-log': 'false',
  'cf-aig-max-attempts': '1',
};

/** A provider that does not exist: 2008 is the answer when URL, gateway and token are right. */
export const JUNK_PROVIDER = 'cf-aig-no-such-provider';
/** An alias that does not exist: 2040 is the answer when the provider has stored keys. */
export const JUNK_ALIAS = 'no-such-alias';

/** One small completion, asked for as OpenClaw asks. It costs what the model costs. */
export function completionRequest(
  a: Access,
  model: string,
  o: { prompt: string; stream?: boolean; maxTokens?: number; maxTokensField?: string },
): PlannedRequest {
  const stream = o.stream ?? false;
  return {
    // Several models are asked in one run, over one URL.
    id: `completion:${model}`,
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + endpointOf(a.api, model, a.baseUrl.normal, stream),
    headers: { ...headersFor(a), accept: stream ? 'text/event-stream' : 'application/json' },
    body: JSON.stringify(completionBody(a.api, model, o)),
    sent: sentBy(a, model),
    stream,
  };
}

/** The real route, model and credentials, but no messages: the provider refuses it and charges nothing. */
export function freeRequest(a: Access, model: string): PlannedRequest {
  return {
    id: 'free-request',
    plane: planeOf(a.baseUrl),
    method: 'POST',
    url: a.baseUrl.normal + endpointOf(a.api, model, a.baseUrl.normal, false),
    headers: { ...headersFor(a), ...PROBE_HEADERS },
    body: JSON.stringify(emptyBody(a.api, model)),
    sent: { ...sentBy(a, model), empty: true },
  };
}

/** To a provider that does not exist, with the credentials as they are, with none, or with the token in one header
 * only. On the REST API the junk stands in the model id, since there is no provider in the path. */
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
      ...routeOf(a.baseUrl),
      provider: JUNK_PROVIDER,
      ...(rest && { model }),
      junkProvider: true,
    },
  };
}

/** The models that the gateway offers: `/compat/models`; on the REST API the account's catalogue. */
export function modelsRequest(a: Access): PlannedRequest {
  const rest = a.baseUrl.plane === 'rest';
  const { headers, sent } = withToken(a, { header: rest ? 'authorization' : 'cf-aig-authorization' });
  return {
    id: 'models',
    plane: planeOf(a.baseUrl),
    method: 'GET',
    url: rootOf(a.baseUrl) + (rest ? '/ai/models/search?per_page=100' : '/compat/models'),
    headers: { ...headers, accept: 'application/json' },
    sent: { ...sent, ...(!rest && { route: 'compat' }) },
  };
}

/** Asks for a stored key by an alias that does not exist: the refusal tells whether any are stored, for nothing. */
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

const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

function headersFor(a: Access): Record<string, string> {
  const version: Record<string, string> =
    a.api === 'anthropic-messages' ? { 'anthropic-version': '2023-06-01' } : {};
  return { ...version, ...lowerCase(a.headers), ...JSON_HEADERS };
}

/** The configured headers with the credentials exchanged; those that are no credentials stay (an access service's, the gateway's name). */
function withToken(
  a: Access,
  token: 'as-configured' | 'none' | { header: CredentialHeader },
): { headers: Record<string, string>; sent: Sent } {
  const headers = lowerCase(a.headers);
  if (token === 'as-configured') return { headers, sent: { ...a.sentAuth, api: a.api } };
  for (const name of CREDENTIAL_HEADERS) delete headers[name];
  if (token === 'none' || !a.gatewayToken)
    return { headers, sent: { gatewayTokenIn: [], providerKeyIn: [] } };
  return {
    headers: { ...headers, [token.header]: credentialValue(token.header, a.gatewayToken) },
    sent: { gatewayTokenIn: [token.header], providerKeyIn: [] },
  };
}

function credentialValue(header: CredentialHeader, secret: string): string {
  return header.endsWith('authorization') ? `Bearer ${secret}` : secret;
}

function sentBy(a: Access, model: string): Sent {
  const provider = providerSlug(a.baseUrl, model);
  return {
    ...a.sentAuth,
    ...routeOf(a.baseUrl),
    ...(provider !== undefined && { provider }),
    api: a.api,
    model,
  };
}

function routeOf({ route }: BaseUrl): Pick<Sent, 'route'> {
  return route === undefined ? {} : { route };
}

/** Cloudflare's slug of the provider that will be asked; undefined: the model id does not say. */
function providerSlug({ route }: BaseUrl, model: string): string | undefined {
  const row = route === undefined ? undefined : routeByName(route);
  if (row?.provider) return row.provider;
  if (route !== undefined && row === undefined) return route;
  if (model.startsWith('@')) return 'workers-ai';
  const slash = model.indexOf('/');
  if (slash < 0) return undefined;
  const prefix = model.slice(0, slash);
  return providerByModelPrefix(prefix)?.slug ?? prefix;
}

function planeOf(url: BaseUrl): Plane {
  return url.plane === 'rest' ? 'rest' : 'gateway';
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
