import { gatewayError } from '../answers/gateway-errors.js';
import { gatewayOf, type Stage } from '../state/call.js';
import { gatewayKey } from '../state/keys.js';
import { windowStart } from '../state/windows.js';

/** The gateway's own count: requests per interval, for all callers together; tries and fallbacks of one request count as one. No Retry-After, as at Cloudflare. */
export const rateLimit: Stage = {
  name: 'rate-limit',
  before(call) {
    const gateway = gatewayOf(call);
    if (call.tally.counted) return undefined;
    const { rateLimitingLimit: limit, rateLimitingInterval: seconds } = gateway;
    if (!limit || !seconds || gateway.outOfOrder.includes('rate-limiting')) return undefined;
    const interval = seconds * 1000;
    const now = call.state.now();
    const since = windowStart(gateway.rateLimitingTechnique, now, interval);
    const key = gatewayKey(gateway);
    const inWindow = (call.state.counted.get(key) ?? []).filter((time) => time >= since);
    call.state.counted.set(key, inWindow);
    return inWindow.length >= limit ? gatewayError('rate-limited') : undefined;
  },
};

/** Comes after the cache: an answer from there does not count. */
export const count: Stage = {
  name: 'count',
  before(call) {
    if (call.tally.counted) return undefined;
    call.tally.counted = true;
    const gateway = gatewayOf(call);
    if (!gateway.rateLimitingLimit) return undefined;
    const key = gatewayKey(gateway);
    call.state.counted.set(key, [...(call.state.counted.get(key) ?? []), call.state.now()]);
    return undefined;
  },
};
