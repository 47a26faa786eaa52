import { CREDENTIAL_HEADERS, type CredentialHeader, type Sent } from '../../diagnosis/exchange/exchange.js';
import type { Origins } from '../../gateway/address/origins.js';
import { slugInModel } from '../../gateway/providers/providers.js';
import { type PlannedRequest, PROBE_HEADERS } from '../../gateway/requests/access.js';
import { markAsOwn } from '../../gateway/requests/own-requests.js';
import { isRecord } from '../../lib/json.js';
import type { Ask } from './experiment.js';
import { bodyText, fill, type Values } from './placeholder-values.js';

/** An ask as it is sent. Contains real secrets. */
export function planAsk(id: string, ask: Ask, values: Values, origins: Origins): PlannedRequest {
  const { plane, path } = ask;
  const body = bodyText(ask);
  const written = Object.entries(headersOf(ask)).map(([name, text]) => [name, fill(text, values)]);
  const request: PlannedRequest = {
    id,
    plane,
    method: methodOf(ask),
    url: (plane === 'gateway' ? origins.gateway : origins.api) + fill(path, values),
    headers: Object.fromEntries(written),
    body: body === undefined ? undefined : fill(body, values),
    sent: sentOf(ask, values),
  };
  return plane === 'management' ? request : markAsOwn(request);
}

export function methodOf({ plane, method, body }: Ask): string {
  return method ?? (plane === 'management' && body === undefined ? 'GET' : 'POST');
}

/** With placeholders: what can be published. */
export function headersOf({ plane, headers, body, logged }: Ask): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(plane !== 'management' && !logged && PROBE_HEADERS),
    ...headers,
  };
}

/** What the diagnosis has to know of the request. */
export function sentOf(ask: Ask, values: Values): Sent {
  const { plane, path, headers = {}, body, empty, junkProvider } = ask;
  const present = CREDENTIAL_HEADERS.filter((name) => headers[name]);
  const hasToken = (name: CredentialHeader) => /\{(fake-)?token[:}]/.test(headers[name]!);
  const route = plane === 'gateway' ? fill(path, values).split('/')[4] : undefined;
  const model = modelIn(body, values);
  const provider = route === 'compat' || plane === 'rest' ? slugInModel(model ?? '') : route;
  const dedicated = plane === 'gateway' && present.includes('cf-aig-authorization');
  const tokens = present.filter((name) => (dedicated ? name === 'cf-aig-authorization' : hasToken(name)));
  const keys = present.filter((name) => !tokens.includes(name));
  const isTokenAsKey = provider !== 'workers-ai' && keys.some(hasToken);
  const isPlaceholder = keys.some((name) => !/\{/.test(headers[name]!));
  return {
    gatewayTokenIn: tokens,
    providerKeyIn: keys,
    providerKeyIs: isTokenAsKey ? 'gateway-token' : isPlaceholder ? 'placeholder' : undefined,
    route,
    provider,
    model,
    empty,
    junkProvider,
  };
}

function modelIn(body: unknown, values: Values): string | undefined {
  const model = isRecord(body) ? body.model : undefined;
  return typeof model === 'string' ? fill(model, values) : undefined;
}
