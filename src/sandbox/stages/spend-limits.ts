import { gatewayError, spendLimitExceeded } from '../answers/gateway-errors.js';
import type { SandboxSpendLimit } from '../config/config-types.js';
import { whenEnded } from '../http/answer.js';
import { type Call, gatewayOf, type Stage, targetOf } from '../state/call.js';
import { gatewayKey } from '../state/keys.js';
import { usageOf } from '../state/state.js';
import type { TimeWindow } from '../state/usage.js';

/** Providers whose models Cloudflare has no prices for: any cost rule stops them. */
const UNPRICED = ['openrouter', 'google-ai-studio', 'grok'];

/** Fixed windows of dollars; a request is stopped once the sum of the earlier ones has reached the limit. */
export const spendLimits: Stage = {
  name: 'spend-limits',
  before(call) {
    const gateway = gatewayOf(call);
    const { slug, model = '' } = targetOf(call);
    if (gateway.spendLimits.length === 0 || !targetOf(call).endpoint) return undefined;
    if (UNPRICED.includes(slug)) return gatewayError('spend-unpriced');
    const now = call.state.now();
    const broken = gateway.spendLimits.find(
      (rule) => dollarsOf(call, rule).used(now, windowOf(rule)) >= rule.limit,
    );
    return broken && spendLimitExceeded(broken, slug, model);
  },
  after(call, answer) {
    const gateway = gatewayOf(call);
    if (gateway.spendLimits.length === 0) return answer;
    whenEnded(answer, ({ cost }) => {
      if (!cost) return;
      for (const rule of gateway.spendLimits)
        dollarsOf(call, rule).add(call.state.now(), windowOf(rule), cost);
    });
    return answer;
  },
};

function dollarsOf(call: Call, { id }: SandboxSpendLimit) {
  return usageOf(call.state, `dollars ${gatewayKey(gatewayOf(call))} ${id}`);
}

function windowOf({ window }: SandboxSpendLimit): TimeWindow {
  return { technique: 'fixed', lengthMs: window * 1000 };
}
