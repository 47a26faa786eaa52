import type { Exchange } from '../diagnosis/exchange.js';
import type { Origins } from './origins.js';
import type { PlannedRequest } from './requests.js';

export * from './management-answers.js';

/** Where the API is, and the token to ask it with. */
export interface Caller {
  origins: Origins;
  token: string;
}
type OfAccount = Caller & { accountId: string };
type OfGateway = OfAccount & { gateway: string };

/** Cloudflare's management API, as far as it is used. Source: developers.cloudflare.com/api, "AI Gateway", "User API tokens", "Accounts".
 * Reading needs the permission AI Gateway Read, creating AI Gateway Edit; a token without them still serves requests. */
export const management = {
  /** For tokens of a user; a valid token of an account is called invalid here */
  verifyUserToken: (c: Caller) => get('verify-user-token', c, '/user/tokens/verify'),
  verifyAccountToken: (c: OfAccount) => get('verify-account-token', c, `${account(c)}/tokens/verify`),
  listAccounts: (c: Caller) => get('list-accounts', c, '/accounts?per_page=50'),
  listGateways: (c: OfAccount) => get('list-gateways', c, `${account(c)}/ai-gateway/gateways?per_page=100`),
  getGateway: (c: OfGateway) => get('get-gateway', c, gateway(c)),
  createGateway: (c: OfGateway) =>
    post('create-gateway', c, `${account(c)}/ai-gateway/gateways`, newGateway(c.gateway)),
  creditBalance: (c: OfAccount) =>
    get('credit-balance', c, `${account(c)}/ai-gateway/billing/credit-balance`),
  /** The provider keys that are stored at Cloudflare, without the keys */
  listProviderKeys: (c: OfGateway) => get('list-provider-keys', c, `${gateway(c)}/provider_configs`),
  listCustomProviders: (c: OfAccount) =>
    get('list-custom-providers', c, `${account(c)}/ai-gateway/custom-providers?per_page=100`),
  /** The base URL of a provider, as Cloudflare itself writes it */
  providerUrl: (c: OfGateway & { provider: string }) =>
    get('provider-url', c, `${gateway(c)}/url/${encodeURIComponent(c.provider)}`),
};

const account = (c: OfAccount) => `/accounts/${encodeURIComponent(c.accountId)}`;
const gateway = (c: OfGateway) => `${account(c)}/ai-gateway/gateways/${encodeURIComponent(c.gateway)}`;

/** The fields the API requires, as the dashboard fills them; authentication on, so that nobody else can use it. */
function newGateway(id: string): Record<string, unknown> {
  return {
    id,
    authentication: true,
    cache_invalidate_on_update: false,
    cache_ttl: 0,
    collect_logs: true,
    rate_limiting_interval: 0,
    rate_limiting_limit: 0,
    rate_limiting_technique: 'fixed',
  };
}

function get(id: Exchange['id'], c: Caller, path: string): PlannedRequest {
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
