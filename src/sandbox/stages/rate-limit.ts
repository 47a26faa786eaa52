import type { SandboxGateway } from '../config/config-types.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { gatewayKey } from '../state/map-keys.js';
import { usageOf } from '../state/state.js';
import type { TimeWindow } from '../state/usage.js';

/**
 * The gateway's own limit: requests per interval, of all callers together; retries and fallbacks of a request do not
 * count. Like Cloudflare, it sends no Retry-After.
 */
export const rateLimit: PipelineStage<ProviderContext> = {
  name: 'rate-limit',
  before({ state, gateway, tally }) {
    const { rateLimitingLimit: limit, rateLimitingInterval: seconds, outOfOrder } = gateway;
    if (tally.counted || !limit || !seconds || outOfOrder.includes('rate-limiting')) return;
    const used = usageOf(state, usageKey(gateway)).total(state.now(), windowOf(gateway));
    if (used >= limit) return gatewayError('rate-limited');
  },
};

/** Behind the cache, because cached responses do not count. */
export const rateLimitCount: PipelineStage<ProviderContext> = {
  name: 'rate-limit-count',
  before({ state, gateway, tally }) {
    if (!tally.counted && gateway.rateLimitingLimit)
      usageOf(state, usageKey(gateway)).add(state.now(), windowOf(gateway), 1);
    tally.counted = true;
  },
};

function usageKey(gateway: SandboxGateway): string {
  return `requests ${gatewayKey(gateway)}`;
}

function windowOf(gateway: SandboxGateway): TimeWindow {
  return { technique: gateway.rateLimitingTechnique, lengthMs: gateway.rateLimitingInterval * 1000 };
}
