/** `gateway/management/`: Cloudflare’s management API: requests, and readers of the answers. */

import type { Exchange } from '../../diagnosis/exchange/exchange.js';
import { percentEncode } from '../../lib/text/percent-encode.js';
import type { Origins } from '../address/origins.js';
import type { PlannedRequest } from '../requests/access.js';
import { creationBody, type NewGateway } from './new-gateway.js';

/** Common parameters of a call to the API. */
export interface ApiCall {
  origins: Origins;
  token: string;
}
export type AccountCall = ApiCall & { accountId: string };
export type GatewayCall = AccountCall & { gateway: string };

/** The calls to Cloudflare's management API. Source: developers.cloudflare.com/api, "AI Gateway", "User API tokens",
 * "Accounts". Reading takes the permission AI Gateway Read, creating takes AI Gateway Edit. */
export const management = {
  /** For user tokens: it calls a valid account token invalid */
  verifyUserToken: (c: ApiCall) => get('verify-user-token', c, '/user/tokens/verify'),
  verifyAccountToken: (c: AccountCall) => get('verify-account-token', c, `${account(c)}/tokens/verify`),
  listAccounts: (c: ApiCall) => get('list-accounts', c, '/accounts?per_page=50'),
  listGateways: (c: AccountCall) => get('list-gateways', c, `${account(c)}/ai-gateway/gateways?per_page=100`),
  getGateway: (c: GatewayCall) => get('get-gateway', c, gateway(c)),
  createGateway: (c: AccountCall & { settings: NewGateway }) =>
    post('create-gateway', c, `${account(c)}/ai-gateway/gateways`, creationBody(c.settings)),
  deleteGateway: (c: GatewayCall): PlannedRequest => ({
    ...get('delete-gateway', c, gateway(c)),
    method: 'DELETE',
  }),
  /** The provider keys that are stored at Cloudflare for the gateway, without the keys */
  listProviderKeys: (c: GatewayCall) =>
    get('list-provider-keys', c, `${gateway(c)}/provider_configs?per_page=50`),
  /** Stores a provider key at Cloudflare; needs AI Gateway Edit and a gateway with authentication */
  storeProviderKey: (c: GatewayCall & { provider: string; key: string; alias?: string }) =>
    post('store-provider-key', c, `${gateway(c)}/provider_configs`, {
      alias: c.alias ?? 'default',
      default_config: (c.alias ?? 'default') === 'default',
      provider_slug: c.provider,
      secret: c.key,
    }),
  /** The account's model catalogue; needs Workers AI Read */
  searchModels: (c: AccountCall) => get('search-models', c, `${account(c)}/ai/models/search?per_page=1`),
  /** What is left to pay providers from under Unified Billing; needs AI Gateway Read */
  getCreditBalance: (c: AccountCall) =>
    get('get-credit-balance', c, `${account(c)}/ai-gateway/billing/credit-balance`),
  listDynamicRoutes: (c: GatewayCall) => get('list-dynamic-routes', c, `${gateway(c)}/routes`),
};

const account = (c: AccountCall) => `/accounts/${percentEncode(c.accountId)}`;
/** Path of a gateway, relative to the API root. */
export const gateway = (c: GatewayCall) => `${account(c)}/ai-gateway/gateways/${percentEncode(c.gateway)}`;

export function get(id: Exchange['id'], c: ApiCall, path: string): PlannedRequest {
  return {
    id,
    plane: 'management',
    method: 'GET',
    url: c.origins.api + path,
    headers: { authorization: `Bearer ${c.token}`, accept: 'application/json' },
    sent: { gatewayTokenIn: ['authorization'], providerKeyIn: [] },
  };
}

function post(id: Exchange['id'], c: ApiCall, path: string, body: Record<string, unknown>): PlannedRequest {
  const plain = get(id, c, path);
  return {
    ...plain,
    method: 'POST',
    headers: { ...plain.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
