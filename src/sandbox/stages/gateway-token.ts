import { gatewayError } from '../answers/gateway-errors.js';
import type { Stage } from '../state/call.js';
import { findGateway } from '../state/state.js';
import { findToken, mayUse, presentedToken } from '../state/token-state.js';

/**
 * A token that is presented must be good: 2009 otherwise, also when the gateway does not exist. Only an open gateway
 * lets any header pass, as the table in Cloudflare's docs ("Authenticated Gateway") says.
 */
export const token: Stage = {
  name: 'token',
  before(call) {
    const { state, request, accountId } = call;
    const presented = presentedToken(state, request, call.rest.split('/')[0]);
    if (!presented) return undefined;
    if (findGateway(state, accountId, call.gatewayId)?.authentication === false) return undefined;
    const known = presented.value === undefined ? undefined : findToken(state, presented.value);
    if (!mayUse(known, accountId, 'ai-gateway-run')) return gatewayError('unauthorized');
    call.authorized = true;
    call.tokenIn = presented.in;
    return undefined;
  },
};
