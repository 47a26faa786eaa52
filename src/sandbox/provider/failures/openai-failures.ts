import { event, eventStream, json, type SandboxResponse, withHeaders } from '../../http/response.js';
import type { FailureTable } from './failure.js';

interface ErrorFields {
  type?: string;
  param?: string | null;
  code?: string | null;
}

/** OpenAI's error body, with its indentation; most other providers use the same shape. */
export function openaiError(
  status: number,
  message: string,
  { type = 'invalid_request_error', param = null, code = null }: ErrorFields = {},
): SandboxResponse {
  return json(status, { error: { message, type, param, code } }, {}, 4);
}

/** The characters of a key that OpenAI repeats; none of a key that only the gateway knows. */
function hint(key = '*'.repeat(12)): string {
  return key.length > 12
    ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
    : '*'.repeat(key.length);
}

export const OPENAI_FAILURES: FailureTable = {
  'key-missing': () => openaiError(401, 'Missing bearer or basic authentication in header'),
  'key-rejected': ({ key }) =>
    openaiError(
      401,
      `Incorrect API key provided: ${hint(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
      { code: 'invalid_api_key' },
    ),
  'key-forbidden': () =>
    openaiError(
      401,
      'You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization and project, and if you are using a restricted API key, that it has the necessary scopes.',
      { code: 'missing_scope' },
    ),
  'model-not-found': ({ model }) =>
    openaiError(404, `The model \`${model}\` does not exist or you do not have access to it.`, {
      code: 'model_not_found',
    }),
  quota: () =>
    openaiError(
      429,
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
      { type: 'insufficient_quota', code: 'insufficient_quota' },
    ),
  'rate-limited': ({ model }) => {
    const response = openaiError(
      429,
      `Rate limit reached for ${model} in organization org-sandbox on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s. Visit https://platform.openai.com/account/rate-limits to learn more.`,
      { type: 'requests', code: 'rate_limit_exceeded' },
    );
    return withHeaders(response, { 'retry-after': '20' });
  },
  overloaded: () =>
    openaiError(503, 'The engine is currently overloaded, please try again later', { type: 'server_error' }),
  outage: () =>
    openaiError(500, 'The server had an error while processing your request. Sorry about that!', {
      type: 'server_error',
    }),
  timeout: () =>
    openaiError(504, 'The request timed out. Please try again.', { type: 'server_error', code: 'timeout' }),
  'bad-request': () =>
    openaiError(
      400,
      "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 9 instead.",
      { param: 'temperature', code: 'decimal_above_max_value' },
    ),
  'empty-messages': ({ messagesField }) =>
    openaiError(
      400,
      `Invalid '${messagesField}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
      { param: messagesField, code: 'empty_array' },
    ),
  'path-wrong': ({ method, path }) => openaiError(404, `Invalid URL (${method} ${path})`),
  credits: () =>
    openaiError(402, 'Your account has insufficient credits. Please add credits to continue.', {
      type: 'insufficient_credits',
      code: 'insufficient_credits',
    }),
  region: () =>
    openaiError(403, 'Country, region, or territory not supported', {
      type: 'request_forbidden',
      code: 'unsupported_country_region_territory',
    }),
  'context-too-long': ({ messagesField }) =>
    openaiError(
      400,
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 150312 tokens. Please reduce the length of the messages.",
      { param: messagesField, code: 'context_length_exceeded' },
    ),
  'max-tokens-field': () =>
    openaiError(
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      { param: 'max_tokens', code: 'unsupported_parameter' },
    ),
  'tools-with-effort': ({ model }) =>
    openaiError(
      400,
      `Function tools with reasoning_effort are not supported for ${model} in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.`,
      { param: 'reasoning_effort' },
    ),
  'field-unknown': () => openaiError(400, 'Unrecognized request argument supplied: store'),
  history: () =>
    openaiError(
      400,
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
      { param: 'messages.[2].role' },
    ),
  'api-unsupported': () =>
    openaiError(404, 'This model is only supported in v1/responses and not in v1/chat/completions.', {
      param: 'model',
    }),
  'key-wrong-header': () => openaiError(401, 'Invalid bearer token', { type: 'authentication_error' }),
  'content-filter': () =>
    openaiError(
      400,
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.',
      { code: 'invalid_prompt' },
    ),
  'error-in-200': ({ stream }) => {
    const message = 'The server had an error while processing your request.';
    const error = { message, type: 'server_error', param: null, code: 'server_error' };
    return stream ? eventStream([event({ error }), event('[DONE]')]) : json(200, { error });
  },
  'error-other': () =>
    openaiError(418, 'An error that no table knows.', { type: 'sandbox_error', code: 'sandbox_error' }),
};
