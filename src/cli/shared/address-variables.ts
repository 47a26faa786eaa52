import { UsageError } from './errors.js';

const ADDRESSES = ['CF_AIG_GATEWAY_ORIGIN', 'CLOUDFLARE_API_BASE_URL'];

/** Variables that move Cloudflare's addresses elsewhere: a value that is no address is wrong usage, of any command. */
export function checkAddresses(env: NodeJS.ProcessEnv): void {
  for (const name of ADDRESSES) {
    const text = env[name]?.trim();
    if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) continue;
    throw new UsageError(
      `${name} is not the address of a server`,
      'It takes a URL such as http://127.0.0.1:8787; unset it for the real Cloudflare.',
    );
  }
}
