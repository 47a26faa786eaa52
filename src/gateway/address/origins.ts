/** Where Cloudflare's two hosts are; no trailing slash. */
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

/** `CF_AIG_GATEWAY_ORIGIN` and `CLOUDFLARE_API_BASE_URL` (the variable of Cloudflare's own tools) move the hosts elsewhere. */
export function originsFrom(env: NodeJS.ProcessEnv): Origins {
  return {
    gateway: tidy(env.CF_AIG_GATEWAY_ORIGIN) || CLOUDFLARE.gateway,
    api: tidy(env.CLOUDFLARE_API_BASE_URL) || CLOUDFLARE.api,
  };
}

/** This machine itself: what never goes through a proxy, and may speak plain http. */
export function isLoopback(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$|^127(\.\d{1,3}){3}$|^\[?::1\]?$/i.test(hostname);
}

function tidy(text: string | undefined): string {
  return (text ?? '').trim().replace(/\/+$/, '');
}
