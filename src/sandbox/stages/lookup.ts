import { gatewayError } from '../answers/gateway-errors.js';
import type { SandboxGateway } from '../config/config-types.js';
import { gatewaySettings } from '../config/gateway-settings.js';
import type { Stage } from '../state/call.js';
import { findGateway, type State } from '../state/state.js';

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

function createDefault(state: State, accountId: string): SandboxGateway {
  const gateway = { ...gatewaySettings(), accountId, id: 'default' };
  state.config.gateways.push(gateway);
  return gateway;
}
