/** What a gateway is created with. */
export interface NewGateway {
  id: string;
  /** Asks every request for a gateway token. */
  authentication: boolean;
  collectLogs: boolean;
  /** Seconds that an answer is kept; 0: off. */
  cacheTtl: number;
  /** Requests per `rateInterval`, for the whole gateway; 0: off. */
  rateLimit: number;
  /** Seconds */
  rateInterval: number;
}

/** As the dashboard fills them; authentication on, so that nobody else can use the gateway. */
export function newGateway(id: string): NewGateway {
  return { id, authentication: true, collectLogs: true, cacheTtl: 0, rateLimit: 0, rateInterval: 0 };
}

/** The fields that the API requires, under its own names. */
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

/** A gateway's settings in one line for people; what is not known is left out. */
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

/** `100/60`: requests and seconds. undefined: it does not say both. */
export function readRateLimit(text: string): { rateLimit: number; rateInterval: number } | undefined {
  const [, requests, seconds] = /^(\d{1,9})\s*\/\s*(\d{1,9})\s*s?$/.exec(text.trim()) ?? [];
  const rateLimit = Number(requests);
  const rateInterval = Number(seconds);
  return rateLimit > 0 && rateInterval > 0 ? { rateLimit, rateInterval } : undefined;
}

/** Cloudflare keeps an answer for a minute at least, and a month at most. Source: AI Gateway docs, "Caching". */
export const CACHE_TTL_MIN = 60;
export const CACHE_TTL_MAX = 2_592_000;

/** Seconds; 0 is off. undefined: nothing that Cloudflare takes. */
export function readCacheTtl(text: string): number | undefined {
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const seconds = Number(text);
  return seconds === 0 || (seconds >= CACHE_TTL_MIN && seconds <= CACHE_TTL_MAX) ? seconds : undefined;
}
