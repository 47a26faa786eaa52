import { readAuthorization } from '../../http/authorization.js';
import type { PipelineStage } from '../../pipeline/pipeline.js';
import { v4AuthenticationError, v4Error } from '../../responses/v4-envelope.js';
import { findToken, mayUse } from '../../state/tokens.js';

/** The AI REST API requires Workers AI > Read; a token with only AI Gateway permissions gets 10000. */
export const restToken: PipelineStage = {
  name: 'token',
  before(context) {
    const { state, request, accountId } = context;
    const presented = readAuthorization(request);
    if (presented.state === 'malformed') return v4Error('header-malformed');
    const token = presented.state === 'token' ? findToken(state, presented.value) : undefined;
    if (!mayUse(token, accountId, 'workers-ai-read')) return v4AuthenticationError();
    context.authorized = true;
    context.tokenIn = 'authorization';
  },
};
