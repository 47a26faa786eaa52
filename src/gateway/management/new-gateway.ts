/** Settings of a gateway to create. */
export interface NewGateway {
  id: string;
  /** Every request needs a gateway token. */
  authentication: boolean;
  collectLogs: boolean;
  /** Seconds; 0 is off. */
  cacheTtl: number;
  /** Requests per `rateInterval` for the whole gateway; 0 is off. */
  rateLimit: number;
  /** Seconds */
  rateInterval: number;
}

/** The dashboard's defaults, with authentication on so that only the owner can use the gateway. */
export function newGateway(id: string): NewGateway {
  return { id, authentication: true, collectLogs: true, cacheTtl: 0, rateLimit: 0, rateInterval: 0 };
}

/** The request body for the API. */
export function creationBody(gateway: NewGateway): Record<string, unknown> {
  return {
    id: gateway.id,
    authentication: gateway.authentication,
    cache_invalidate_on_update: false,
    cache_ttl: gateway.cacheTtl,
    collect_logs: gateway.collectLogs,
    rate_limiting_interval: gateway.rateInterval,
    rate_limiting_limit: gateway.rateLimit,
    rate_limiting_technique: 'fixed',
  };
}

/** One line for the user; omits unknown settings. */
export function settingsText(gateway: {
  authentication?: boolean;
  collectLogs?: boolean;
  cacheTtl?: number;
  rateLimit?: number;
  rateInterval?: number;
}): string {
  const { authentication, collectLogs, cacheTtl, rateLimit, rateInterval } = gateway;
  const flag = (name: string, on: boolean | undefined) =>
    on === undefined ? [] : [`${name} ${on ? 'on' : 'off'}`];
  return [
    ...flag('authentication', authentication),
    ...flag('logs', collectLogs),
    ...(cacheTtl === undefined ? [] : [cacheTtl ? `cache ${cacheTtl} s` : 'no cache']),
    ...(rateLimit === undefined
      ? []
      : [rateLimit ? `${rateLimit} requests per ${rateInterval} s` : 'no rate limit']),
  ].join(', ');
}

/** Parses `100/60`, requests per seconds. */
export function readRateLimit(text: string): { rateLimit: number; rateInterval: number } | undefined {
  const [, requests, seconds] = /^(\d{1,9})\s*\/\s*(\d{1,9})\s*s?$/.exec(text.trim()) ?? [];
  const rateLimit = Number(requests);
  const rateInterval = Number(seconds);
  return rateLimit > 0 && rateInterval > 0 ? { rateLimit, rateInterval } : undefined;
}

/** One minute to one month, in seconds. Source: AI Gateway docs, "Caching". */
export const CACHE_TTL_MIN = 60;
export const CACHE_TTL_MAX = 2_592_000;

/** Seconds, 0 is off. Undefined if Cloudflare does not accept the value. */
export function readCacheTtl(text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const seconds = Number(text);
  return seconds === 0 || (seconds >= CACHE_TTL_MIN && seconds <= CACHE_TTL_MAX) ? seconds : undefined;
}
