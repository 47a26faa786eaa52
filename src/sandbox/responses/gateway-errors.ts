/** `sandbox/responses/`: Cloudflare’s own errors, word for word. */

import type { SandboxSpendLimit } from '../config/config-types.js';
import { json, type SandboxResponse } from '../http/response.js';
import { catalogError } from './v4-envelope.js';

type GatewayError = readonly [status: number, code: number, message: string];

/** The gateway's own errors. Sources: Cloudflare's docs, AI Gateway, and captured responses. */
export const GATEWAY_ERRORS = {
  'gateway-unknown': [400, 2001, 'Please configure AI Gateway in the Cloudflare dashboard'],
  'output-unparsable': [400, 2002, 'Failed to parse model output'],
  'rate-limited': [429, 2003, 'Rate limited'],
  'provider-failed': [400, 2005, 'Failed to get response from provider'],
  'provider-invalid': [400, 2008, 'Invalid provider'],
  unauthorized: [401, 2009, 'Unauthorized'],
  'prompt-blocked': [424, 2016, 'Prompt blocked due to security configurations'],
  'response-blocked': [424, 2017, 'Response blocked due to security configurations'],
  'wholesale-rate-limited': [429, 2018, 'Wholesale Rate limited'],
  'completion-format': [400, 2019, 'Chat completion bad format'],
  'credits-exhausted': [402, 2021, 'Insufficient balance; add money to your gateway or use BYOK'],
  'not-on-unified-billing': [402, 2021, 'This model is not available via unified billing. Please use BYOK.'],
  'wholesale-rate-message': [
    402,
    2021,
    'Wholesale rate limit exceeded for this gateway. Please reduce request rate or use BYOK.',
  ],
  'dlp-request': [400, 2029, 'Request content blocked due to DLP policy violations'],
  'dlp-response': [400, 2030, 'Response content blocked due to DLP policy violations'],
  'spend-unpriced': [403, 2040, 'Model or provider could not be resolved for spend-limit enforcement'],
  // Status and code are captured, the text is a guess.
  'stored-keys-required': [400, 2044, 'Provider credentials required'],
  'credentials-invalid': [401, 2047, 'Invalid User Credentials'],
  'guardrails-unavailable': [503, 7013, 'Guardrails are temporarily unavailable'],
} as const satisfies Record<string, GatewayError>;

export type GatewayErrorName = keyof typeof GATEWAY_ERRORS;

/** The envelope of the gateway's host: `error` is singular, and a list. */
export function gatewayError(name: GatewayErrorName, text?: string): SandboxResponse {
  const [status, code, message] = GATEWAY_ERRORS[name];
  return gatewayErrorOf(status, code, text ?? message);
}

export function gatewayErrorOf(status: number, code: number, message: string): SandboxResponse {
  return json(status, {
    success: false,
    result: [],
    messages: [],
    error: [{ code, message }],
    name: 'AiGatewayError',
    httpCode: status,
    internalCode: code,
    message,
    description: message,
  });
}

/** The same error on either plane; the AI REST API has an envelope of its own. */
export function planeError(plane: 'gateway' | 'rest', name: GatewayErrorName): SandboxResponse {
  const [status, code, message] = GATEWAY_ERRORS[name];
  return (plane === 'rest' ? catalogError : gatewayErrorOf)(status, code, message);
}

/** The envelope of the gateway's host until early 2026. */
export function gatewayErrorBefore2026(name: GatewayErrorName): SandboxResponse {
  const [status, code, message] = GATEWAY_ERRORS[name];
  return json(status, { success: false, result: [], messages: [], error: [{ code, message }] });
}

/** The error lists the known aliases, so it reveals which keys are stored without a paid request. */
export function unknownAliasError(
  provider: string,
  alias: string,
  aliases: readonly string[],
): SandboxResponse {
  const known = aliases.map((name) => `'${name}'`).join(', ');
  return gatewayErrorOf(
    400,
    2040,
    `Provider '${provider}' has no BYOK credential named '${alias}'. Configured aliases: ${known}`,
  );
}

export function spendLimitError(
  { id, limit, window, technique = 'fixed' }: SandboxSpendLimit,
  slug: string,
  model: string,
): SandboxResponse {
  const provider = slug === 'workers-ai' ? 'internal-workers-ai' : slug;
  return gatewayErrorOf(
    429,
    2045,
    `Spend limit exceeded: rule '${id}' (cost limit ${limit} per ${window}s, ${technique}) for ${provider} ${model}`,
  );
}

/** Gateway Policies send an object where other gateway errors have a list. */
export function policyError(): SandboxResponse {
  return json(403, { success: false, error: { message: 'Access denied by policy' } });
}

export function policySpendError(): SandboxResponse {
  return json(429, {
    success: false,
    error: { message: 'Spending limit exceeded', bucket: 'sandbox', spent: 10, limit: 10 },
  });
}

/** The error in OpenAI's shape that `/compat` sends for some models. */
export function compatCreditsError(): SandboxResponse {
  return json(402, {
    error: { message: GATEWAY_ERRORS['credits-exhausted'][2], type: 'gateway_error', code: null },
  });
}
