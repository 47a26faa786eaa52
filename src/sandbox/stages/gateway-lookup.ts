/** `sandbox/stages/`: what happens to a request, in order: lookup, token, limits, cache, provider, log. */

import type { SandboxGateway } from '../config/config-types.js';
import { gatewaySettings } from '../config/gateway-settings.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { findGateway, type State } from '../state/state.js';

/** Finds the gateway; `default` is created by the first authenticated request. */
export const gatewayLookup: PipelineStage = {
  name: 'lookup',
  before(context) {
    const { state, accountId, gatewayId, authorized } = context;
    context.gateway =
      findGateway(state, accountId, gatewayId) ??
      (gatewayId === 'default' && authorized ? createDefault(state, accountId) : undefined);
    if (!context.gateway) return gatewayError('gateway-unknown');
  },
};

function createDefault(state: State, accountId: string): SandboxGateway {
  const gateway = { ...gatewaySettings(), accountId, id: 'default' };
  state.config.gateways.push(gateway);
  return gateway;
}
