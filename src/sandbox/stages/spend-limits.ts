import { gatewayError, spendLimitExceeded } from '../answers/gateway-errors.js';
import { whenEnded } from '../http/answer.js';
import { gatewayOf, type Stage, targetOf } from '../state/call.js';
import { gatewayKey } from '../state/keys.js';
import { windowStart } from '../state/windows.js';

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
    const spent = call.state.spent.get(gatewayKey(gateway)) ?? [];
    const broken = gateway.spendLimits.find(({ limit, window }) => {
      const since = windowStart('fixed', call.state.now(), window * 1000);
      return spent.filter(({ at }) => at >= since).reduce((sum, { cost }) => sum + cost, 0) >= limit;
    });
    return broken && spendLimitExceeded(broken, slug, model);
  },
  after(call, answer) {
    const gateway = gatewayOf(call);
    if (gateway.spendLimits.length === 0) return answer;
    const { spent } = call.state;
    const key = gatewayKey(gateway);
    whenEnded(answer, ({ cost }) => {
      if (!cost) return;
      const now = call.state.now();
      const longest = Math.max(...gateway.spendLimits.map(({ window }) => window)) * 1000;
      const recent = (spent.get(key) ?? []).filter(({ at }) => at > now - longest);
      spent.set(key, [...recent, { at: now, cost }]);
    });
    return answer;
  },
};
