import { isEdgeFault } from '../../exchange/answered-by.js';
import type { Setting } from '../pasted/setting.js';
import type { Candidates } from './candidates.js';

/** What a number alone can mean, likelier first. Several numbers mean several things. */
export const CLOUDFLARE_CODES: Readonly<Record<number, Candidates>> = {
  1000: ['token-unknown'],
  2001: ['gateway-not-found'],
  2002: ['provider-output-unreadable'],
  2003: ['rate-limited'],
  2005: ['provider-failed-masked', 'completion-format', 'dynamic-route-failed'],
  2008: ['provider-unknown'],
  2009: ['token-rejected', 'token-missing', 'stored-key-rejected'],
  2016: ['guardrails-prompt'],
  2017: ['guardrails-response'],
  2018: ['wholesale-rate-limited'],
  2019: ['completion-format'],
  2021: ['credits-exhausted', 'not-on-unified-billing', 'wholesale-rate-limited', 'stored-keys-required'],
  2029: ['dlp-request'],
  2030: ['dlp-response'],
  2040: ['byok-alias-unknown', 'spend-limit-unpriced-model'],
  2041: ['spend-limit'],
  2045: ['spend-limit'],
  2044: ['stored-keys-required'],
  2047: ['stored-key-rejected', 'not-on-unified-billing'],
  2049: ['credits-exhausted'],
  3003: ['provider-bad-request'],
  3006: ['provider-context-too-long'],
  3007: ['provider-timeout'],
  3008: ['provider-timeout'],
  3036: ['provider-quota'],
  3040: ['provider-overloaded'],
  3041: ['provider-key-forbidden'],
  3042: ['provider-model-not-found'],
  3043: ['provider-outage'],
  3046: ['provider-timeout'],
  4006: ['provider-quota'],
  5006: ['workers-ai-input-rejected'],
  5007: ['provider-model-not-found'],
  5016: ['provider-key-forbidden'],
  5018: ['provider-key-forbidden'],
  5021: ['provider-context-too-long'],
  5035: ['provider-key-forbidden'],
  6003: ['token-malformed'],
  6111: ['token-malformed'],
  7000: ['url-not-routed', 'gateway-request-refused'],
  7001: ['gateway-request-refused', 'method-not-allowed'],
  7003: ['model-not-in-catalogue', 'url-not-routed', 'account-not-found', 'provider-bad-request'],
  7009: ['provider-outage'],
  7010: ['model-retired'],
  7013: ['guardrails-unavailable'],
  8007: ['provider-bad-request'],
  9106: ['token-malformed'],
  9109: ['token-unknown', 'token-other-account'],
  10000: ['token-lacks-workers-ai', 'workers-ai-token-rejected', 'token-lacks-read'],
};

/** The 1xxx pages of Cloudflare's network that such a client can meet. */
const EDGE_CODES = /^1(00[1-9]|01\d|02\d|101|102|200)$/;

const STATUSES: Readonly<Record<number, Candidates>> = {
  301: ['redirected', 'captive-portal'],
  302: ['captive-portal', 'redirected', 'access-login'],
  400: [
    'provider-bad-request',
    'provider-unknown',
    'completion-format',
    'gateway-not-found',
    'provider-failed-masked',
  ],
  401: [
    'token-rejected',
    'token-missing',
    'provider-key-rejected',
    'provider-key-missing',
    'workers-ai-token-rejected',
    'token-lacks-workers-ai',
  ],
  402: ['credits-exhausted', 'provider-credits', 'not-on-unified-billing', 'wholesale-rate-limited'],
  403: [
    'provider-key-forbidden',
    'policy-denied',
    'spend-limit-unpriced-model',
    'provider-region',
    'cloudflare-edge',
  ],
  404: ['provider-model-not-found', 'provider-path-wrong', 'model-not-in-catalogue', 'url-not-routed'],
  405: ['method-not-allowed', 'provider-path-wrong', 'url-not-routed'],
  407: ['proxy-failed'],
  408: ['provider-timeout'],
  410: ['model-retired', 'provider-model-not-found'],
  413: ['provider-context-too-long', 'provider-rate-limited'],
  422: ['provider-bad-request', 'guardrails-prompt'],
  424: ['guardrails-prompt', 'guardrails-response'],
  429: ['provider-rate-limited', 'rate-limited', 'provider-quota', 'wholesale-rate-limited', 'spend-limit'],
  500: ['provider-outage'],
  502: ['provider-outage', 'cloudflare-edge-fault', 'proxy-failed'],
  503: ['provider-overloaded', 'provider-outage', 'guardrails-unavailable', 'cloudflare-edge-fault'],
  504: ['provider-timeout', 'cloudflare-edge-fault', 'proxy-failed'],
  511: ['captive-portal'],
  520: ['cloudflare-edge-fault', 'provider-outage'],
  521: ['cloudflare-edge-fault', 'provider-outage'],
  522: ['cloudflare-edge-fault', 'provider-timeout'],
  524: ['cloudflare-edge-fault', 'provider-timeout'],
  529: ['provider-overloaded'],
};

const ON_REST: Readonly<Record<number, Candidates>> = {
  401: ['token-lacks-workers-ai', 'token-unknown', 'token-other-account', 'token-missing'],
  404: ['model-not-in-catalogue', 'url-not-routed', 'account-not-found'],
};

const OF_A_PROVIDER: Readonly<Record<401 | 403, Candidates>> = {
  401: ['provider-key-rejected', 'provider-key-missing'],
  403: ['provider-key-forbidden', 'provider-key-rejected', 'provider-region'],
};

/** Candidates for a number that stands alone: one of Cloudflare's codes, or an HTTP status. */
export function candidatesForNumber(number: number): Candidates | undefined {
  if (CLOUDFLARE_CODES[number]) return CLOUDFLARE_CODES[number];
  if (EDGE_CODES.test(String(number))) return [edgeCause(number)];
  if (number >= 2000 && number < 3000) return ['gateway-error-other'];
  return candidatesForStatus(number);
}

/** Candidates for a status of HTTP: on the REST API a 401 is Cloudflare's own, behind a provider's name the provider's. */
export function candidatesForStatus(
  status: number,
  setting?: Setting,
  named?: string,
): Candidates | undefined {
  if (named && (status === 401 || status === 403)) return OF_A_PROVIDER[status];
  const onRest = setting?.hinted && setting.plane === 'rest' ? ON_REST[status] : undefined;
  return (
    onRest ??
    STATUSES[status] ??
    (status >= 505 && status < 600 ? ['provider-outage', 'cloudflare-edge-fault'] : undefined)
  );
}

/** What an error page of Cloudflare's network with this code means. */
export function edgeCause(code: number): 'cloudflare-edge' | 'cloudflare-edge-fault' {
  return isEdgeFault(0, code) ? 'cloudflare-edge-fault' : 'cloudflare-edge';
}
