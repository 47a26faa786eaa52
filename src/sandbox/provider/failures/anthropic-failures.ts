import { providerId } from '../../http/ids.js';
import { event, eventStream, json, type SandboxResponse, withHeaders } from '../../http/response.js';
import type { FailureTable } from './failure.js';

export function anthropicError(
  message: string,
  type = 'invalid_request_error',
  status = 400,
  code?: string,
): SandboxResponse {
  const details = code === undefined ? undefined : { error_code: code };
  return json(status, { type: 'error', error: { type, message, details }, request_id: providerId('req_') });
}

export const ANTHROPIC_FAILURES: FailureTable = {
  'key-missing': () => anthropicError('x-api-key header is required', 'authentication_error', 401),
  'key-rejected': ({ isBearer }) =>
    anthropicError(isBearer ? 'Invalid bearer token' : 'invalid x-api-key', 'authentication_error', 401),
  'key-forbidden': () =>
    anthropicError(
      'Your API key does not have permission to use the specified resource.',
      'permission_error',
      403,
    ),
  'model-not-found': ({ model }) => anthropicError(`model: ${model}`, 'not_found_error', 404),
  quota: () =>
    anthropicError(
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
    ),
  'rate-limited': () => {
    const response = anthropicError(
      "This request would exceed your organization's rate limit of 50 requests per minute.",
      'rate_limit_error',
      429,
    );
    return withHeaders(response, { 'retry-after': '20' });
  },
  overloaded: () => anthropicError('Overloaded', 'overloaded_error', 529),
  outage: () => anthropicError('Internal server error', 'api_error', 500),
  timeout: () => anthropicError('Request timed out', 'timeout_error', 504),
  'bad-request': () => anthropicError('temperature: Input should be less than or equal to 1'),
  'empty-messages': () => anthropicError('messages: at least one message is required'),
  'path-wrong': () => anthropicError('Not Found', 'not_found_error', 404),
  credits: () =>
    anthropicError(
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
  region: () => anthropicError('Request not allowed', 'forbidden', 403),
  'context-too-long': () => anthropicError('prompt is too long: 215000 tokens > 200000 maximum'),
  'max-tokens-field': () => anthropicError('max_tokens: Field required'),
  'content-filter': () => anthropicError('Output blocked by content filtering policy'),
  'error-in-200': ({ stream }) => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    return stream ? eventStream([event(error, 'error')]) : json(200, error);
  },
  'error-other': () => anthropicError('An error that no table knows.', 'sandbox_error', 418),
};
