import type { PipelineStage } from '../pipeline/pipeline.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { findGateway } from '../state/state.js';
import { findToken, mayUse, presentedToken } from '../state/tokens.js';

/**
 * A token that is presented must be good: 2009 otherwise, also when the gateway does not exist. Only an open gateway
 * lets any header pass, as the table in Cloudflare's docs ("Authenticated Gateway") says.
 */
export const gatewayToken: PipelineStage = {
  name: 'token',
  before(context) {
    const { state, request, accountId, gatewayId, rest } = context;
    const presented = presentedToken(state, request, rest.split('/')[0]);
    if (!presented || findGateway(state, accountId, gatewayId)?.authentication === false) return;
    const token = presented.value === undefined ? undefined : findToken(state, presented.value);
    if (!mayUse(token, accountId, 'ai-gateway-run')) return gatewayError('unauthorized');
    context.authorized = true;
    context.tokenIn = presented.in;
  },
};
