import { gatewayError } from '../answers/cloudflare.js';
import type { Stage } from '../call.js';
import { GATEWAY_DEFAULTS } from '../config.js';
import { findGateway, type State } from '../state.js';

/** The gateway of that id; `default` comes into being on the first authenticated request. */
export const lookup: Stage = {
  name: 'lookup',
  before(call) {
    const { state, accountId, gatewayId } = call;
    call.gateway = findGateway(state, accountId, gatewayId);
    if (!call.gateway && gatewayId === 'default' && call.authorized)
      call.gateway = createDefault(state, accountId);
    return call.gateway ? undefined : gatewayError('gateway-unknown');
  },
};

export function createDefault(state: State, accountId: string) {
  const gateway = {
    ...structuredClone(GATEWAY_DEFAULTS),
    accountId,
    id: 'default',
    storedKeys: {},
    spendLimits: [],
    guardrails: { request: [], response: [] },
    dlp: { request: [], response: [] },
  };
  state.config.gateways.push(gateway);
  return gateway;
}
