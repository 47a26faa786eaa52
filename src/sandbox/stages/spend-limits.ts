import type { SandboxSpendLimit } from '../config/config-types.js';
import { onComplete } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { gatewayError, spendLimitError } from '../responses/gateway-errors.js';
import { gatewayKey } from '../state/map-keys.js';
import { usageOf } from '../state/state.js';
import type { TimeWindow } from '../state/usage.js';

/** Providers for whose models Cloudflare has no prices: any cost rule stops them. */
const UNPRICED = ['openrouter', 'google-ai-studio', 'grok'];

/** Limits in dollars per fixed window. A request is stopped once earlier ones have reached the limit. */
export const spendLimits: PipelineStage<ProviderContext> = {
  name: 'spend-limits',
  before(context) {
    const { state, gateway, destination } = context;
    const { slug, model = '', endpoint } = destination;
    if (gateway.spendLimits.length === 0 || !endpoint) return;
    if (UNPRICED.includes(slug)) return gatewayError('spend-unpriced');
    const reached = gateway.spendLimits.find(
      (rule) => usageOf(state, usageKey(context, rule)).total(state.now(), windowOf(rule)) >= rule.limit,
    );
    if (reached) return spendLimitError(reached, slug, model);
  },
  after(context, response) {
    const { state, gateway } = context;
    if (gateway.spendLimits.length > 0)
      onComplete(response, ({ cost = 0 }) => {
        for (const rule of gateway.spendLimits)
          usageOf(state, usageKey(context, rule)).add(state.now(), windowOf(rule), cost);
      });
    return response;
  },
};

function usageKey({ gateway }: ProviderContext, { id }: SandboxSpendLimit): string {
  return `dollars ${gatewayKey(gateway)} ${id}`;
}

function windowOf({ window }: SandboxSpendLimit): TimeWindow {
  return { technique: 'fixed', lengthMs: window * 1000 };
}
