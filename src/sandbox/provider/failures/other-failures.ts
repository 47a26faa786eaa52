import { providerId } from '../../http/ids.js';
import { json, type SandboxResponse } from '../../http/response.js';
import type { FailureTable } from './failure.js';
import { OPENAI_FAILURES, openaiError } from './openai-failures.js';

/** Providers with OpenAI's API and some error messages of their own. */
const withOpenaiErrors = (rows: FailureTable): FailureTable => ({ ...OPENAI_FAILURES, ...rows });

const grokError = (status: number, code: string, error: string): SandboxResponse =>
  json(status, { code, error });
const openrouterError = (code: number, message: string): SandboxResponse =>
  json(code, { error: { message, code } });
const mistralError = (status: number, message: string, type: string, code: string): SandboxResponse =>
  json(status, { object: 'error', message, type, param: null, code });

export const cohereError = (status: number, message: string): SandboxResponse => json(status, { message });

/** Of a field that is absent or empty. */
export const cohereMissing = (field: string): string =>
  `invalid request: ${field} must be at least 1 token long or tool results must be specified.`;

const DEEPSEEK_KEY = { type: 'authentication_error', code: 'invalid_request_error' };

export const OTHER_FAILURES: Record<string, FailureTable> = {
  groq: withOpenaiErrors({
    'key-missing': () => openaiError(401, 'Invalid API Key', { code: 'invalid_api_key' }),
    'key-rejected': () => openaiError(401, 'Invalid API Key', { code: 'invalid_api_key' }),
    'path-wrong': ({ method, path }) =>
      openaiError(
        404,
        `Unknown request URL: ${method} /openai/v1${path}. Please check the URL for typos, or see the docs at https://console.groq.com/docs/`,
        { code: 'unknown_url' },
      ),
  }),
  mistral: withOpenaiErrors({
    'key-missing': () => json(401, { message: 'Unauthorized', request_id: providerId('') }),
    'key-rejected': () => json(401, { message: 'Unauthorized', request_id: providerId('') }),
    'path-wrong': () =>
      json(404, { message: 'no Route matched with those values', request_id: providerId('') }),
    'model-not-found': ({ model }) => mistralError(400, `Invalid model: ${model}`, 'invalid_model', '1500'),
    'rate-limited': () =>
      mistralError(
        429,
        'Service tier capacity exceeded for this model.',
        'service_tier_capacity_exceeded',
        '3505',
      ),
  }),
  deepseek: withOpenaiErrors({
    'key-missing': () =>
      openaiError(401, 'Authentication Fails (auth header format should be Bearer sk-...)', DEEPSEEK_KEY),
    'key-rejected': ({ key = '' }) =>
      openaiError(401, `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`, DEEPSEEK_KEY),
    'model-not-found': () => openaiError(400, 'Model Not Exist', { code: 'invalid_request_error' }),
    credits: () =>
      openaiError(402, 'Insufficient Balance', { type: 'unknown_error', code: 'invalid_request_error' }),
  }),
  openrouter: withOpenaiErrors({
    'key-missing': () => openrouterError(401, 'No auth credentials found'),
    'key-rejected': () => openrouterError(401, 'No auth credentials found'),
    'model-not-found': ({ model }) => openrouterError(400, `${model} is not a valid model ID`),
    credits: () =>
      openrouterError(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits'),
    'rate-limited': () => openrouterError(429, 'Rate limit exceeded: free-models-per-min.'),
    overloaded: () => openrouterError(503, 'No instances available'),
  }),
  grok: withOpenaiErrors({
    'key-missing': () =>
      openrouterError(
        401,
        'No or an invalid authentication header was provided on the request. Please make sure you pass your API key in the corresponding HTTP header.',
      ),
    'key-rejected': ({ key = '' }) =>
      grokError(
        400,
        'Client specified an invalid argument',
        `Incorrect API key provided: ${key.slice(0, 2)}***${key.slice(-2)}. You can obtain an API key from https://console.x.ai.`,
      ),
    'model-not-found': ({ model }) =>
      grokError(
        404,
        'Some requested entity was not found',
        `The model ${model} does not exist or your team does not have access to it.`,
      ),
    'rate-limited': () =>
      grokError(429, 'Some resource has been exhausted', 'Too many requests for team sandbox.'),
  }),
  cohere: withOpenaiErrors({
    'key-missing': () => cohereError(401, 'no api key supplied'),
    'key-rejected': () => cohereError(401, 'invalid api token'),
    'model-not-found': ({ model }) =>
      cohereError(
        404,
        `model '${model}' not found, make sure the correct model ID was used and that you have access to the model.`,
      ),
    'rate-limited': () =>
      cohereError(
        429,
        'You are using a Trial key, which is limited to 10 API calls / minute. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits',
      ),
    'bad-request': () =>
      cohereError(400, 'invalid request: temperature must be between 0 and 1.0 inclusive.'),
    'empty-messages': ({ messagesField }) => cohereError(400, cohereMissing(messagesField)),
    'context-too-long': () =>
      cohereError(
        400,
        'too many tokens: size limit exceeded by 11326 tokens. Try using shorter or fewer inputs.',
      ),
    'path-wrong': () => cohereError(404, 'Not Found'),
  }),
  huggingface: withOpenaiErrors({
    'key-missing': () => json(401, { error: 'Authorization header is required' }),
    'key-rejected': () => json(401, { error: 'Invalid credentials in Authorization header' }),
    'model-not-found': ({ model }) => json(404, { error: `Model ${model} does not exist` }),
    overloaded: ({ model }) =>
      json(503, { error: `Model ${model} is currently loading`, estimated_time: 20 }),
    'path-wrong': () => json(404, { error: 'Not Found' }),
  }),
  replicate: withOpenaiErrors({
    credits: () =>
      json(402, {
        title: 'Insufficient credit',
        detail:
          'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit.',
        status: 402,
      }),
    'key-missing': () =>
      json(401, {
        title: 'Unauthenticated',
        detail: 'You did not pass an authentication token',
        status: 401,
      }),
    'key-rejected': () =>
      json(401, {
        title: 'Unauthenticated',
        detail: 'You did not pass a valid authentication token',
        status: 401,
      }),
    'model-not-found': () => json(404, { detail: 'The requested model could not be found.', status: 404 }),
    'path-wrong': () => json(404, { detail: 'The requested resource could not be found.', status: 404 }),
  }),
  // Their words for an unknown path are those of the frameworks that they use.
  elevenlabs: withOpenaiErrors({ 'path-wrong': () => json(404, { detail: 'Not Found' }) }),
  fal: withOpenaiErrors({ 'path-wrong': () => json(404, { detail: 'Not Found' }) }),
};
