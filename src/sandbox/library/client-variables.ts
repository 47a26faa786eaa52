/** `sandbox/library/`: the sandbox as a library for tests, `cf-aig/sandbox`. */

import type { Sandbox } from '../server.js';

/** What leads cf-aig, and programs that read Cloudflare's variables, to a sandbox. */
export function clientVariables({
  gatewayOrigin,
  apiBaseUrl,
  accountId,
  gateway,
  token,
}: Pick<Sandbox, 'gatewayOrigin' | 'apiBaseUrl' | 'accountId' | 'gateway' | 'token'>) {
  return {
    CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
    CLOUDFLARE_API_BASE_URL: apiBaseUrl,
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_AI_GATEWAY_ID: gateway,
    CLOUDFLARE_AI_GATEWAY_API_KEY: token,
  };
}
