import { json, type SandboxResponse } from '../http/response.js';
import { catalogError } from './v4-envelope.js';

interface GatewayError {
  status: number;
  code: number;
  message: string;
}

/** The gateway's own errors. Sources: Cloudflare's docs, AI Gateway, and captured answers. */
export const GATEWAY_ERRORS = {
  'gateway-unknown': {
    status: 400,
    code: 2001,
    message: 'Please configure AI Gateway in the Cloudflare dashboard',
  },
  'output-unparsable': { status: 400, code: 2002, message: 'Failed to parse model output' },
  'rate-limited': { status: 429, code: 2003, message: 'Rate limited' },
  'provider-failed': { status: 400, code: 2005, message: 'Failed to get response from provider' },
  'provider-invalid': { status: 400, code: 2008, message: 'Invalid provider' },
  unauthorized: { status: 401, code: 2009, message: 'Unauthorized' },
  'prompt-blocked': { status: 424, code: 2016, message: 'Prompt blocked due to security configurations' },
  'response-blocked': { status: 424, code: 2017, message: 'Response blocked due to security configurations' },
  'wholesale-rate-limited': { status: 429, code: 2018, message: 'Wholesale Rate limited' },
  'completion-format': { status: 400, code: 2019, message: 'Chat completion bad format' },
  'credits-exhausted': {
    status: 402,
    code: 2021,
    message: 'Insufficient balance; add money to your gateway or use BYOK',
  },
  'not-on-unified-billing': {
    status: 402,
    code: 2021,
    message: 'This model is not available via unified billing. Please use BYOK.',
  },
  'wholesale-rate-message': {
    status: 402,
    code: 2021,
    message: 'Wholesale rate limit exceeded for this gateway. Please reduce request rate or use BYOK.',
  },
  // The status is documented, the code and text are not; this is the likeliest pair.
  'stored-keys-required': {
    status: 400,
    code: 2021,
    message: 'This gateway requires provider credentials. Please use BYOK.',
  },
  'dlp-request': { status: 400, code: 2029, message: 'Request content blocked due to DLP policy violations' },
  'dlp-response': {
    status: 400,
    code: 2030,
    message: 'Response content blocked due to DLP policy violations',
  },
  'spend-unpriced': {
    status: 403,
    code: 2040,
    message: 'Model or provider could not be resolved for spend-limit enforcement',
  },
  'credentials-invalid': { status: 401, code: 2047, message: 'Invalid User Credentials' },
  'guardrails-unavailable': { status: 503, code: 7013, message: 'Guardrails are temporarily unavailable' },
} as const satisfies Record<string, GatewayError>;

export type GatewayErrorName = keyof typeof GATEWAY_ERRORS;

/** In the gateway host's envelope: `error` is singular and a list. */
export function gatewayError(name: GatewayErrorName, message?: string): SandboxResponse {
  const row = GATEWAY_ERRORS[name];
  return gatewayErrorOf({ ...row, message: message ?? row.message });
}

export function gatewayErrorOf({ status, code, message }: GatewayError): SandboxResponse {
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

/** The same refusal on either plane: the AI REST API says it in its own shape. */
export function planeError(plane: 'gateway' | 'rest', name: GatewayErrorName): SandboxResponse {
  const { status, code, message } = GATEWAY_ERRORS[name];
  return plane === 'rest' ? catalogError(status, code, message) : gatewayError(name);
}

/** The gateway host's envelope as it was until early 2026. */
export function gatewayErrorBefore2026(name: GatewayErrorName): SandboxResponse {
  const { status, code, message } = GATEWAY_ERRORS[name];
  return json(status, { success: false, result: [], messages: [], error: [{ code, message }] });
}

/** An unknown alias lists the known ones: that is how stored keys can be found out for free. */
export function unknownAliasError(
  provider: string,
  alias: string,
  aliases: readonly string[],
): SandboxResponse {
  const known = aliases.map((name) => `'${name}'`).join(', ');
  return gatewayErrorOf({
    status: 400,
    code: 2040,
    message: `Provider '${provider}' has no BYOK credential named '${alias}'. Configured aliases: ${known}`,
  });
}

export function spendLimitError(
  rule: { id: string; limit: number; window: number },
  provider: string,
  model: string,
): SandboxResponse {
  return gatewayErrorOf({
    status: 429,
    code: 2045,
    message: `Spend limit exceeded: rule '${rule.id}' (cost limit ${rule.limit} per ${rule.window}s, fixed) for ${provider} ${model}`,
  });
}

/** Gateway Policies answer with an object where every other gateway error has a list. */
export function policyError(): SandboxResponse {
  return json(403, { success: false, error: { message: 'Access denied by policy' } });
}

export function policySpendError(): SandboxResponse {
  return json(429, {
    success: false,
    error: { message: 'Spending limit exceeded', bucket: 'sandbox', spent: 10, limit: 10 },
  });
}

/** The OpenAI-shaped refusal that `/compat` gives for some models. */
export function compatCreditsError(): SandboxResponse {
  return json(402, {
    error: { message: GATEWAY_ERRORS['credits-exhausted'].message, type: 'gateway_error', code: null },
  });
}
