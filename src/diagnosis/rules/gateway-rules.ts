import type { CauseId } from '../causes/catalogue.js';
import { type Answer, modelOf, sentGatewayToken } from '../exchange/answer.js';
import type { CredentialHeader } from '../exchange/exchange.js';
import { REQUEST_RULES } from './request-rules.js';
import { RESPONSES_PATH, type Rule } from './rule.js';

/** What a rejected token can be, likelier first; doctor's experiments tell them apart. */
const TOKEN_CAUSES: readonly CauseId[] = [
  'token-unknown',
  'token-other-account',
  'token-lacks-run',
  'token-expired',
  'token-disabled',
  'token-is-provider-key',
  'token-malformed',
];

/** Where a token alone is not looked for: no page of Cloudflare's shows it there. */
const ODD_HEADERS: readonly CredentialHeader[] = ['x-api-key', 'api-key'];

const tokenOnlyIn = (headers: readonly CredentialHeader[]) => (answer: Answer) =>
  answer.sent !== undefined &&
  answer.sent.gatewayTokenIn.length > 0 &&
  answer.sent.gatewayTokenIn.every((header) => headers.includes(header));

const NOT_PAID =
  /insufficient (wholesale|unified|ai gateway|credit|balance|fund)|payment.?required|\(payment error\)/i;

/**
 * AI Gateway's own errors. The numbers are not stable over time or plane (a spend limit was 2041 and became 2045, 2021
 * and 2040 have several meanings each), so the words come first where they are unmistakable, then the numbers.
 */
export const GATEWAY_RULES: readonly Rule[] = [
  // The credentials of the provider, on the REST API's /ai/run since 2026-10-06.
  { cause: 'provider-outage', code: [2009], status: [500, 502, 503] },
  { cause: 'stored-key-rejected', code: [2009], plane: 'rest', path: /\/ai\/run(\/|$)/ },
  {
    cause: 'stored-key-rejected',
    says: /invalid user credentials/i,
    alternatives: ['not-on-unified-billing'],
  },

  // The gateway's own credential.
  {
    cause: 'token-missing',
    code: [2009],
    when: (answer) => !sentGatewayToken(answer),
    alternatives: ['token-is-provider-key'],
  },
  {
    cause: 'token-wrong-header',
    code: [2009],
    when: tokenOnlyIn(ODD_HEADERS),
    alternatives: ['token-rejected'],
  },
  {
    cause: 'token-rejected',
    code: [2009],
    when: tokenOnlyIn(['authorization', 'x-goog-api-key', ...ODD_HEADERS]),
    alternatives: [...TOKEN_CAUSES, 'token-wrong-header'],
  },
  {
    cause: 'token-rejected',
    code: [2009],
    when: ({ sent }) => sent !== undefined,
    alternatives: TOKEN_CAUSES,
  },
  {
    cause: 'token-rejected',
    code: [2009],
    alternatives: ['token-missing', ...TOKEN_CAUSES, 'token-wrong-header'],
  },

  // Where the request should go.
  {
    cause: 'gateway-not-found',
    says: /configure AI Gateway/i,
    alternatives: ['account-not-found', 'url-not-routed'],
  },
  { cause: 'completion-format', says: /chat completion bad format/i, alternatives: ['model-prefix-missing'] },
  { cause: 'dynamic-route-failed', plane: 'gateway', code: [2008], when: asksDynamicRoute },
  { cause: 'dynamic-route-needs-compat', plane: 'rest', code: [2008], when: asksDynamicRoute },
  {
    cause: 'provider-unknown',
    says: /^\s*invalid provider/im,
    alternatives: ['base-url-route-missing', 'model-prefix-missing'],
  },
  { cause: 'provider-unknown', code: [2008], alternatives: ['model-prefix-unknown', 'model-prefix-missing'] },

  // Guardrails and DLP.
  { cause: 'guardrails-prompt', says: /prompt blocked due to security/i },
  { cause: 'guardrails-response', says: /response blocked due to security/i },
  { cause: 'dlp-request', says: /request content blocked due to DLP/i },
  { cause: 'dlp-response', says: /response content blocked due to DLP/i },
  { cause: 'guardrails-unavailable', says: /guardrail/i, status: [402, 500, 502, 503, 504] },

  // Limits. The rate of Unified Billing also comes as 2021 with 402.
  { cause: 'spend-limit-unpriced-model', says: /spend-?\s?limit enforcement/i },
  { cause: 'spend-limit', says: /spend(ing)? limit exceeded/i },
  { cause: 'wholesale-rate-limited', says: /wholesale rate|unified billing rate/i },
  { cause: 'rate-limited', says: /^\s*(rate limited|too many requests)/im },

  // Who pays.
  { cause: 'not-on-unified-billing', says: /not available (via|through|on) unified billing/i },
  { cause: 'byok-alias-unknown', says: /no BYOK credential|configured aliases/i },
  {
    cause: 'unified-billing-refuses-responses',
    plane: 'rest',
    path: RESPONSES_PATH,
    says: NOT_PAID,
    alternatives: ['credits-exhausted'],
  },
  { cause: 'credits-exhausted', says: NOT_PAID },
  { cause: 'stored-keys-required', code: [2044] },
  { cause: 'stored-keys-required', code: [2021], status: [400] },
  {
    cause: 'stored-keys-required',
    says: /(require|missing|must|provide|without|no|only).*(byok|provider (key|credential))|byok.?only/i,
    status: [400, 401, 403],
  },

  // Policies: no code, only words.
  {
    cause: 'policy-denied',
    says: /(denied|blocked|not allowed|forbidden).*polic|polic.*(denied|blocked|not allowed|forbidden)/i,
  },

  // What the provider did, in the gateway's words.
  {
    cause: 'dynamic-route-failed',
    says: /failed to get response from provider/i,
    when: asksDynamicRoute,
    alternatives: ['provider-failed-masked'],
  },
  {
    cause: 'provider-failed-masked',
    says: /failed to get response from provider/i,
    alternatives: ['completion-format'],
  },
  { cause: 'provider-output-unreadable', says: /failed to parse model output/i },

  // The catalogue of the REST API.
  { cause: 'model-retired', code: [7010] },
  { cause: 'model-retired', says: /model is (deprecated|retired)/i },
  {
    cause: 'dynamic-route-needs-compat',
    plane: 'rest',
    says: /not found|invalid (model|provider)|unknown model/i,
    when: asksDynamicRoute,
  },
  { cause: 'model-not-in-catalogue', says: /model not found/i },
  ...REQUEST_RULES,
  { cause: 'provider-bad-request', says: /user input error|required value missing/i },
  { cause: 'provider-failed-masked', says: /model execution failed/i },

  // By number alone, for wordings not seen before.
  { cause: 'gateway-not-found', code: [2001], alternatives: ['account-not-found', 'url-not-routed'] },
  { cause: 'provider-output-unreadable', code: [2002] },
  { cause: 'rate-limited', code: [2003] },
  { cause: 'dynamic-route-failed', code: [2005], when: asksDynamicRoute },
  { cause: 'provider-failed-masked', code: [2005], alternatives: ['completion-format'] },
  { cause: 'guardrails-prompt', code: [2016] },
  { cause: 'guardrails-response', code: [2017] },
  { cause: 'wholesale-rate-limited', code: [2018] },
  { cause: 'completion-format', code: [2019], alternatives: ['model-prefix-missing'] },
  { cause: 'credits-exhausted', code: [2021, 2049] },
  { cause: 'dlp-request', code: [2029] },
  { cause: 'dlp-response', code: [2030] },
  { cause: 'spend-limit-unpriced-model', code: [2040], status: [403] },
  { cause: 'byok-alias-unknown', code: [2040] },
  { cause: 'spend-limit', code: [2041, 2045] },
  { cause: 'stored-key-rejected', code: [2047], alternatives: ['not-on-unified-billing'] },
  { cause: 'provider-outage', code: [7009] },
  { cause: 'guardrails-unavailable', code: [7013] },
];

/** After the tables of Cloudflare's API: what status and words still allow to say. */
export const GATEWAY_LAST_RULES: readonly Rule[] = [
  { cause: 'provider-timeout', says: /timed? ?-?out|deadline/i },
  { cause: 'provider-timeout', status: [408, 504, 524] },
  { cause: 'credits-exhausted', status: [402], when: hasNoCode },
  { cause: 'spend-limit', status: [429], says: /spend|cost|budget/i, when: hasNoCode },
  { cause: 'rate-limited', status: [429], when: hasNoCode },
  { cause: 'policy-denied', status: [403], when: hasNoCode },
  { cause: 'gateway-error-other', alternatives: ['token-rejected'], status: [401] },
  { cause: 'gateway-error-other' },
];

function asksDynamicRoute(answer: Answer): boolean {
  return !answer.sent?.junkProvider && /^dynamic\//.test(modelOf(answer) ?? '');
}

function hasNoCode({ code }: Answer): boolean {
  return code === undefined;
}
