import { exposesKeys } from '../../gateway/address/origins.js';
import { UsageError } from './errors.js';

const ADDRESSES = ['CF_AIG_GATEWAY_ORIGIN', 'CLOUDFLARE_API_BASE_URL'];
const HINT = 'It takes a URL such as http://127.0.0.1:8787; unset it to use the real Cloudflare.';

/** Throws UsageError if a variable that overrides Cloudflare's address is not a URL, or exposes the token. */
export function checkAddresses(env: NodeJS.ProcessEnv): void {
  for (const name of ADDRESSES) {
    const text = env[name]?.trim();
    if (!text) continue;
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
      throw new UsageError(`${name} is not a URL`, HINT);
    }
    if (exposesKeys(text)) {
      throw new UsageError(
        `${name} would send your token to ${new URL(text).host} without encryption`,
        `Use https://; http:// is only for this machine. ${HINT}`,
      );
    }
  }
}
