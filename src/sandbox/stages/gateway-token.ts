import type { PipelineStage } from '../pipeline/pipeline.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { findGateway } from '../state/state.js';
import { findToken, mayUse, presentedToken } from '../state/tokens.js';

/**
 * An invalid token gets 2009, even when the gateway does not exist. Only a gateway without authentication ignores the
 * token. Source: the table in Cloudflare's docs, AI Gateway, "Authenticated Gateway".
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
