import type { GatewayCall } from '../gateway/management/management.js';
import type { Target } from './target.js';

/** The gateway that Cloudflare's REST API uses if a request names none. */
const DEFAULT_GATEWAY = 'default';

/** Parameters for management calls about a block's gateway; undefined if the address or the credentials lack one. */
export function gatewayOfTarget({ url, credentials, origins }: Target): GatewayCall | undefined {
  const token = credentials.gatewayToken?.value;
  const named = credentials.agentHeaders['cf-aig-gateway-id'] ?? DEFAULT_GATEWAY;
  const gateway = url?.plane === 'rest' ? named : url?.gateway;
  if (!url?.accountId || !gateway || !token) return undefined;
  return { origins, token, accountId: url.accountId, gateway };
}
