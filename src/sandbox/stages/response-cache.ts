import { hash } from 'node:crypto';
import { header } from '../http/request.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { gatewayKey } from '../state/map-keys.js';
import { ownKey } from './provider-credential.js';

/** Seconds. */
const MAX_TTL = 30 * 24 * 3600;
const MIN_TTL = 60;
/** For a request with a cache key of its own when the gateway's cache is off. */
const CUSTOM_KEY_TTL = 300;

/** Responses to identical requests; streams and errors are never cached. */
export const responseCache: PipelineStage<ProviderContext> = {
  name: 'cache',
  before(context) {
    const { state, request } = context;
    context.cache = 'MISS';
    if (!isCacheable(context)) return;
    const entry = state.cache.get(cacheKey(context));
    const skip = (header(request, 'cf-aig-skip-cache') ?? header(request, 'cf-skip-cache')) === 'true';
    if (!entry || entry.expiresAt <= state.now() || skip) return;
    context.cache = 'HIT';
    return { ...entry.response, usage: { input: 0, output: 0 }, cost: 0 };
  },
  after(context, response) {
    const { state } = context;
    const ttl = ttlOf(context);
    const whole = response.status === 200 && typeof response.body === 'string' && !response.fault;
    if (ttl > 0 && whole && isCacheable(context))
      state.cache.set(cacheKey(context), { response, expiresAt: state.now() + ttl * 1000 });
    return response;
  },
};

function isCacheable({ state, request, gateway, destination: { slug, endpoint } }: ProviderContext): boolean {
  return (
    request.method === 'POST' &&
    (endpoint !== undefined || state.upstreams.has(slug)) &&
    !gateway.outOfOrder.includes('caching')
  );
}

/** Seconds; the header overrides the gateway's setting. */
function ttlOf({ request, gateway }: ProviderContext): number {
  const wanted = header(request, 'cf-aig-cache-ttl') ?? header(request, 'cf-cache-ttl');
  const ttl = wanted === undefined ? gateway.cacheTtl : Number(wanted);
  if (ttl > 0) return Math.min(MAX_TTL, Math.max(MIN_TTL, ttl));
  return wanted === undefined && header(request, 'cf-aig-cache-key') ? CUSTOM_KEY_TTL : 0;
}

function cacheKey(context: ProviderContext): string {
  const { slug, path, model = '' } = context.destination;
  const ownCacheKey = header(context.request, 'cf-aig-cache-key');
  const request = [slug, path, model, ownKey(context) ?? '', context.request.body.text];
  const gateway = gatewayKey(context.gateway);
  const generation = context.state.modifiedAt.get(gateway)?.cacheEmptied ?? 0;
  const parts = [gateway, generation, ...(ownCacheKey ? [ownCacheKey] : request)];
  return hash('sha256', JSON.stringify(parts));
}
