import { type Answer, event, events, json } from '../../http/answer.js';
import { providerId } from '../../http/ids.js';
import type { Failures } from './failure.js';

function anthropicError(
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return json(status, { type: 'error', error: { type, message }, request_id: providerId('req_') }, headers);
}

export const ANTHROPIC_FAILURES: Failures = {
  'key-missing': () => anthropicError(401, 'authentication_error', 'x-api-key header is required'),
  'key-rejected': () => anthropicError(401, 'authentication_error', 'invalid x-api-key'),
  'key-forbidden': () =>
    anthropicError(
      403,
      'permission_error',
      'Your API key does not have permission to use the specified resource.',
    ),
  'model-not-found': ({ model }) => anthropicError(404, 'not_found_error', `model: ${model}`),
  quota: () =>
    anthropicError(
      400,
      'invalid_request_error',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
    ),
  'rate-limited': () =>
    anthropicError(
      429,
      'rate_limit_error',
      "This request would exceed your organization's rate limit of 50 requests per minute.",
      { 'retry-after': '20' },
    ),
  overloaded: () => anthropicError(529, 'overloaded_error', 'Overloaded'),
  outage: () => anthropicError(500, 'api_error', 'Internal server error'),
  timeout: () => anthropicError(504, 'timeout_error', 'Request timed out'),
  'bad-request': () =>
    anthropicError(400, 'invalid_request_error', 'temperature: Input should be less than or equal to 1'),
  'empty-messages': () =>
    anthropicError(400, 'invalid_request_error', 'messages: at least one message is required'),
  'path-wrong': () => anthropicError(404, 'not_found_error', 'Not Found'),
  credits: () =>
    anthropicError(
      400,
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
  region: () => anthropicError(403, 'forbidden', 'Request not allowed'),
  'context-too-long': () =>
    anthropicError(400, 'invalid_request_error', 'prompt is too long: 215000 tokens > 200000 maximum'),
  'max-tokens-field': () => anthropicError(400, 'invalid_request_error', 'max_tokens: Field required'),
  'content-filter': () =>
    anthropicError(400, 'invalid_request_error', 'Output blocked by content filtering policy'),
  'error-in-200': ({ stream }) => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    return stream ? events([event(error, 'error')]) : json(200, error);
  },
  'error-other': () => anthropicError(418, 'sandbox_error', 'An error that no table knows.'),
};
