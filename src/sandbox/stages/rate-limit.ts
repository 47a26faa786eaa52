import { gatewayError } from '../answers/gateway-errors.js';
import type { SandboxGateway } from '../config/config-types.js';
import { type Call, gatewayOf, type Stage } from '../state/call.js';
import { gatewayKey } from '../state/keys.js';
import { usageOf } from '../state/state.js';
import type { TimeWindow } from '../state/usage.js';

/** The gateway's own count: requests per interval, for all callers together; tries and fallbacks of one request count as one. No Retry-After, as at Cloudflare. */
export const rateLimit: Stage = {
  name: 'rate-limit',
  before(call) {
    const gateway = gatewayOf(call);
    const { rateLimitingLimit: limit, rateLimitingInterval: seconds } = gateway;
    if (call.tally.counted || !limit || !seconds || gateway.outOfOrder.includes('rate-limiting'))
      return undefined;
    const used = requestsOf(call, gateway).used(call.state.now(), windowOf(gateway));
    return used >= limit ? gatewayError('rate-limited') : undefined;
  },
};

/** Comes after the cache: an answer from there does not count. */
export const count: Stage = {
  name: 'count',
  before(call) {
    const gateway = gatewayOf(call);
    if (!call.tally.counted && gateway.rateLimitingLimit)
      requestsOf(call, gateway).add(call.state.now(), windowOf(gateway), 1);
    call.tally.counted = true;
    return undefined;
  },
};

function requestsOf({ state }: Call, gateway: SandboxGateway) {
  return usageOf(state, `requests ${gatewayKey(gateway)}`);
}

function windowOf(gateway: SandboxGateway): TimeWindow {
  return { technique: gateway.rateLimitingTechnique, lengthMs: gateway.rateLimitingInterval * 1000 };
}
