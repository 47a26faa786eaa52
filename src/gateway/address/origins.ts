import { trimEnd } from '../../lib/text/trim-end.js';

/** Cloudflare's two planes, without trailing slashes. */
export interface Origins {
  /** The gateway host: `https://gateway.ai.cloudflare.com` */
  gateway: string;
  /** The API root, version included: `https://api.cloudflare.com/client/v4` */
  api: string;
}

export const CLOUDFLARE: Origins = {
  gateway: 'https://gateway.ai.cloudflare.com',
  api: 'https://api.cloudflare.com/client/v4',
};

/** `CF_AIG_GATEWAY_ORIGIN` and `CLOUDFLARE_API_BASE_URL` (which Cloudflare's own tools use) override the defaults. */
export function originsFrom(env: NodeJS.ProcessEnv): Origins {
  return {
    gateway: normaliseOrigin(env.CF_AIG_GATEWAY_ORIGIN) || CLOUDFLARE.gateway,
    api: normaliseOrigin(env.CLOUDFLARE_API_BASE_URL) || CLOUDFLARE.api,
  };
}

/** In the name of each token that the sandbox issues. */
export const SANDBOX_TOKEN_MARK = 'sandboxFAKEtoken';

/**
 * The planes that belong to a block's address and token. The sandbox serves both at one origin, and Cloudflare does not
 * know its tokens, so its API is asked unless the environment names another.
 */
export function originsFor(origins: Origins, address: string, token: string | undefined): Origins {
  if (origins.api !== CLOUDFLARE.api || !token?.includes(SANDBOX_TOKEN_MARK)) return origins;
  if (!URL.canParse(address)) return origins;
  const { hostname, origin } = new URL(address);
  return isLoopback(hostname) ? { gateway: origin, api: `${origin}/client/v4` } : origins;
}

/** Loopback hosts never go through a proxy, and may use plain http. */
export function isLoopback(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$|^127(\.\d{1,3}){3}$|^\[?::1\]?$/i.test(hostname);
}

/** Whether everyone on the way can read the keys that are sent to this URL: plain http to another machine. */
export function exposesKeys(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}

function normaliseOrigin(text: string | undefined): string {
  return trimEnd((text ?? '').trim(), '/');
}
