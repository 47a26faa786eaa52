import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import type { Origins } from '../address/origins.js';
import type { PlannedRequest } from '../requests/access.js';
import { creationBody, type NewGateway } from './new-gateway.js';

/** Where the API is, and the token to ask it with. */
export interface Caller {
  origins: Origins;
  token: string;
}
export type OfAccount = Caller & { accountId: string };
export type OfGateway = OfAccount & { gateway: string };

/** Cloudflare's management API, as far as it is used. Source: developers.cloudflare.com/api, "AI Gateway", "User API tokens", "Accounts".
 * Reading needs the permission AI Gateway Read, creating AI Gateway Edit; a token without them still serves requests. */
export const management = {
  /** For tokens of a user; a valid token of an account is called invalid here */
  verifyUserToken: (c: Caller) => get('verify-user-token', c, '/user/tokens/verify'),
  verifyAccountToken: (c: OfAccount) => get('verify-account-token', c, `${account(c)}/tokens/verify`),
  listAccounts: (c: Caller) => get('list-accounts', c, '/accounts?per_page=50'),
  listGateways: (c: OfAccount) => get('list-gateways', c, `${account(c)}/ai-gateway/gateways?per_page=100`),
  getGateway: (c: OfGateway) => get('get-gateway', c, gateway(c)),
  createGateway: (c: OfAccount & { settings: NewGateway }) =>
    post('create-gateway', c, `${account(c)}/ai-gateway/gateways`, creationBody(c.settings)),
  /** Stores a provider's key at Cloudflare; needs AI Gateway Edit and a gateway with authentication. */
  storeProviderKey: (c: OfGateway & { provider: string; key: string; alias?: string }) =>
    post('store-provider-key', c, `${gateway(c)}/provider_configs`, {
      alias: c.alias ?? 'default',
      default_config: (c.alias ?? 'default') === 'default',
      provider_slug: c.provider,
      secret: c.key,
    }),
  /** The account's catalogue; needs Workers AI Read */
  searchModels: (c: OfAccount) => get('search-models', c, `${account(c)}/ai/models/search?per_page=1`),
  listDynamicRoutes: (c: OfGateway) => get('list-dynamic-routes', c, `${gateway(c)}/routes`),
};

const account = (c: OfAccount) => `/accounts/${encodeURIComponent(c.accountId)}`;
/** Path of a gateway after the API's root. */
export const gateway = (c: OfGateway) => `${account(c)}/ai-gateway/gateways/${encodeURIComponent(c.gateway)}`;

export function get(id: Exchange['id'], c: Caller, path: string): PlannedRequest {
  return {
    id,
    plane: 'management',
    method: 'GET',
    url: c.origins.api + path,
    headers: { authorization: `Bearer ${c.token}`, accept: 'application/json' },
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  };
}

function post(id: Exchange['id'], c: Caller, path: string, body: Record<string, unknown>): PlannedRequest {
  const plain = get(id, c, path);
  return {
    ...plain,
    method: 'POST',
    headers: { ...plain.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
