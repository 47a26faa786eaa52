import { v4AuthenticationError, v4Error } from '../../answers/v4.js';
import { authorizationOf } from '../../http/authorization.js';
import type { Stage } from '../../state/call.js';
import { findToken, mayUse } from '../../state/token-state.js';

/** The AI REST API lets in who may read Workers AI; a token that has only AI Gateway permissions gets 10000. */
export const restToken: Stage = {
  name: 'token',
  before(call) {
    const presented = authorizationOf(call.request);
    if (presented.state === 'malformed') return v4Error('header-malformed');
    const token = presented.state === 'token' ? findToken(call.state, presented.value) : undefined;
    if (!mayUse(token, call.accountId, 'workers-ai-read')) return v4AuthenticationError();
    call.authorized = true;
    call.tokenIn = 'authorization';
    return undefined;
  },
};
