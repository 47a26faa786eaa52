import { UsageError } from './errors.js';

const ADDRESSES = ['CF_AIG_GATEWAY_ORIGIN', 'CLOUDFLARE_API_BASE_URL'];

/** Throws UsageError if a variable that overrides Cloudflare's address is not a URL. */
export function checkAddresses(env: NodeJS.ProcessEnv): void {
  for (const name of ADDRESSES) {
    const text = env[name]?.trim();
    if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) continue;
    throw new UsageError(
      `${name} is not a URL`,
      'It takes a URL such as http://127.0.0.1:8787; unset it to use the real Cloudflare.',
    );
  }
}
