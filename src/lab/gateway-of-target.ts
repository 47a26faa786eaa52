import type { Origins } from '../gateway/address/origins.js';
import type { OfGateway } from '../gateway/management/management.js';
import type { Target } from './context.js';

/** What Cloudflare's REST API takes where a request names no gateway. */
const GATEWAY_OF_REST = 'default';

/** The gateway of a block, to ask the management API about; undefined: its address or its credentials do not say. */
export function gatewayOfTarget(origins: Origins, { url, credentials }: Target): OfGateway | undefined {
  const token = credentials.gatewayToken?.value;
  const named = credentials.agentHeaders['cf-aig-gateway-id'] ?? GATEWAY_OF_REST;
  const gateway = url?.plane === 'rest' ? named : url?.gateway;
  if (!url?.accountId || !gateway || !token) return undefined;
  return { origins, token, accountId: url.accountId, gateway };
}
