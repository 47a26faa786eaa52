import { createHash } from 'node:crypto';
import { isStream } from '../http/answer.js';
import { header } from '../http/request.js';
import { type Call, gatewayOf, type Stage, targetOf } from '../state/call.js';
import { ownKey } from './credits.js';

const LONGEST = 30 * 24 * 3600;
const SHORTEST = 60;
/** A key of one's own is kept so long when the gateway's cache is off. Seconds. */
const CUSTOM_KEY_TTL = 300;

/** Whole answers to equal requests; streams and errors are never kept. */
export const cache: Stage = {
  name: 'cache',
  before(call) {
    call.cache = 'MISS';
    if (!cacheable(call)) return undefined;
    const entry = call.state.cache.get(keyOf(call));
    if (!entry || entry.expiresAt <= call.state.now() || skips(call)) return undefined;
    call.cache = 'HIT';
    return { ...entry.answer, usage: { input: 0, output: 0 }, cost: 0 };
  },
  after(call, answer) {
    const ttl = ttlOf(call);
    if (ttl > 0 && cacheable(call) && answer.status === 200 && !isStream(answer) && !answer.fault) {
      call.state.cache.set(keyOf(call), { answer, expiresAt: call.state.now() + ttl * 1000 });
    }
    return answer;
  },
};

function cacheable(call: Call): boolean {
  return (
    call.request.method === 'POST' &&
    (targetOf(call).endpoint !== undefined || call.state.upstreams.has(targetOf(call).slug)) &&
    !gatewayOf(call).outOfOrder.includes('caching')
  );
}

function skips({ request }: Call): boolean {
  return (header(request, 'cf-aig-skip-cache') ?? header(request, 'cf-skip-cache')) === 'true';
}

/** Seconds; the header wins over the gateway's setting. */
function ttlOf(call: Call): number {
  const wanted = header(call.request, 'cf-aig-cache-ttl') ?? header(call.request, 'cf-cache-ttl');
  const ttl = wanted === undefined ? gatewayOf(call).cacheTtl : Number(wanted);
  if (ttl > 0) return Math.min(LONGEST, Math.max(SHORTEST, ttl));
  return wanted === undefined && header(call.request, 'cf-aig-cache-key') ? CUSTOM_KEY_TTL : 0;
}

function keyOf(call: Call): string {
  const { slug, path, model } = targetOf(call);
  const gateway = `${call.accountId}/${call.gatewayId}`;
  const own = header(call.request, 'cf-aig-cache-key');
  const parts = own
    ? [gateway, own]
    : [gateway, slug, path, model ?? '', ownKey(call) ?? '', call.request.body];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
