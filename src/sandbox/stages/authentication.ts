import { gatewayError } from '../answers/gateway-errors.js';
import { gatewayOf, type Stage } from '../state/call.js';

/** An authenticated gateway wants a token. */
export const authentication: Stage = {
  name: 'authentication',
  before: (call) =>
    gatewayOf(call).authentication && !call.authorized ? gatewayError('unauthorized') : undefined,
};
