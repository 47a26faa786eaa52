import { apiOfPath } from '../diagnosis/exchange/api-of-path.js';
import {
  type ApiForm,
  CREDENTIAL_HEADERS,
  type CredentialHeader,
  type Plane,
  type Sent,
} from '../diagnosis/exchange/exchange.js';
import { isPlaceholderKey } from '../gateway/credentials/placeholders.js';
import { slugInModel } from '../gateway/providers/providers.js';
import { isRouteName } from '../gateway/providers/routes.js';
import { jsonObject } from '../lib/json.js';

/** What decides how the answer to a request is to be read. */
export interface RequestFacts {
  plane: Plane;
  route?: string;
  /** Cloudflare's slug. */
  provider?: string;
  model?: string;
  api?: ApiForm;
}

export function factsOf(url: string, body: string): RequestFacts {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const plane = planeOf(path);
  const route = plane === 'gateway' ? routeOf(path) : undefined;
  const named = jsonObject(body)?.model;
  const model = typeof named === 'string' ? named : /\/models\/([^/]+):\w+$/.exec(path)?.[1];
  const provider = route && route !== 'compat' ? route : slugInModel(model ?? '');
  return { plane, route, provider, model, api: apiOfPath(path) };
}

function planeOf(path: string): Plane {
  if (/\/accounts\/[^/]*\/ai\/(?!ai-gateway)/.test(path)) return 'rest';
  return path.startsWith('/client/v4/') ? 'management' : 'gateway';
}

/** At Cloudflare behind account and gateway, at a domain of one's own at once. */
function routeOf(path: string): string | undefined {
  const [first, second, , route] = path.split('/').slice(1);
  if (first === 'v1' && second !== undefined) return route || undefined;
  return first && isRouteName(first) ? first : undefined;
}

const CLOUDFLARE_TOKEN = /\bcf[ua]t_/;
/** What a log has in place of a secret. */
const MASKED = /\*{3}|\u2022{3}|\u2026|\.{3}|x{4}|redact|mask|hidden|removed|filtered/i;

/**
 * Which credentials went where. Undefined: it cannot be told, as the headers are not known or a masked one may be either
 * the gateway token or a key.
 */
export function sentOf(
  headers: Readonly<Record<string, string>> | undefined,
  { plane, ...facts }: RequestFacts,
): Sent | undefined {
  if (!headers) return undefined;
  const used = CREDENTIAL_HEADERS.filter((name) => headers[name]);
  const value = (name: CredentialHeader) => headers[name]!.replace(/^Bearer\s+/i, '');
  const dedicated = plane === 'gateway' && used.includes('cf-aig-authorization');
  const isMasked = (name: CredentialHeader) => MASKED.test(value(name));
  const isCloudflares = (name: CredentialHeader) => CLOUDFLARE_TOKEN.test(value(name));
  const isToken = (name: CredentialHeader) => {
    if (plane !== 'gateway') return name === 'authorization';
    return dedicated ? name === 'cf-aig-authorization' : isCloudflares(name);
  };
  const tokens = used.filter(isToken);
  const keys = used.filter((name) => !isToken(name));
  if (plane === 'gateway' && !tokens.length && keys.some(isMasked)) return undefined;
  const isTokenAgain = (name: CredentialHeader) =>
    isCloudflares(name) || tokens.some((token) => value(token) === value(name));
  const isDummy = (name: CredentialHeader) => isPlaceholderKey(value(name));
  const real = keys.filter((name) => !isMasked(name));
  const isWrong = facts.provider !== 'workers-ai' && real.some(isTokenAgain);
  return {
    gatewayTokenIn: tokens,
    providerKeyIn: keys,
    providerKeyIs: isWrong ? 'gateway-token' : real.some(isDummy) ? 'placeholder' : undefined,
    ...facts,
  };
}
