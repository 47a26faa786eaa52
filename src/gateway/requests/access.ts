/** `gateway/requests/`: plans requests; sends nothing. */

import {
  type ApiForm,
  CREDENTIAL_HEADERS,
  type CredentialHeader,
  type Plane,
  type Sent,
} from '../../diagnosis/exchange/exchange.js';
import type { BaseUrl } from '../address/base-url.js';
import { FORMS } from '../forms/forms.js';
import { slugInModel } from '../providers/providers.js';
import { routeByName } from '../providers/routes.js';

/** A request that is ready to send. */
export interface PlannedRequest {
  /** Becomes the exchange's id */
  id: string;
  plane: Plane;
  method: string;
  url: string;
  /** Names in lower case. Contains real secrets: never log it */
  headers: Record<string, string>;
  body?: string;
  sent: Sent;
  /** The response is expected as server-sent events */
  stream?: boolean;
}

/** How OpenClaw reaches the gateway. */
export interface Access {
  baseUrl: BaseUrl;
  api: ApiForm;
  /** As OpenClaw sends them, with resolved credentials */
  headers: Record<string, string>;
  gatewayToken?: string;
  providerKey?: string;
  sentAuth: Pick<Sent, 'gatewayTokenIn' | 'providerKeyIn' | 'providerKeyIs'>;
}

/** Probes are not cached, logged or retried. Source: Cloudflare's docs, AI Gateway, "Headers". */
export const PROBE_HEADERS = {
  'cf-aig-skip-cache': 'true',
  'cf-aig-collect-log': 'false',
  'cf-aig-max-attempts': '1',
};

export const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

export function headersFor(a: Access): Record<string, string> {
  return { ...FORMS[a.api].headers, ...lowerCase(a.headers), ...JSON_HEADERS };
}

/** The configured headers with other credentials. Headers that are not credentials stay, such as those of an access
 * service or the gateway's name. */
export function withToken(
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

export function describeSent(a: Access, model: string): Sent {
  const { route } = a.baseUrl;
  return { ...a.sentAuth, route, provider: providerSlug(a.baseUrl, model), api: a.api, model };
}

/** Cloudflare's slug of the provider; undefined if the model id does not name one. */
function providerSlug({ route }: BaseUrl, model: string): string | undefined {
  const row = route === undefined ? undefined : routeByName(route);
  if (row?.provider) return row.provider;
  if (route !== undefined && row === undefined) return route;
  return model.startsWith('@') ? 'workers-ai' : slugInModel(model);
}

export function planeOf(url: BaseUrl): Plane {
  return url.plane === 'rest' ? 'rest' : 'gateway';
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
