import type { GatewayCall } from '../gateway/management/management.js';
import type { Target } from './target.js';

/** What Cloudflare's REST API takes where a request names no gateway. */
const GATEWAY_OF_REST = 'default';

/** The gateway of a block, to ask the management API about; undefined: its address or its credentials do not say. */
export function gatewayOfTarget({ url, credentials, origins }: Target): GatewayCall | undefined {
  const token = credentials.gatewayToken?.value;
  const named = credentials.agentHeaders['cf-aig-gateway-id'] ?? GATEWAY_OF_REST;
  const gateway = url?.plane === 'rest' ? named : url?.gateway;
  if (!url?.accountId || !gateway || !token) return undefined;
  return { origins, token, accountId: url.accountId, gateway };
}
