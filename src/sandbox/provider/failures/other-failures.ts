import { type Answer, json } from '../../http/answer.js';
import { providerId } from '../../http/ids.js';
import type { Failures } from './failure.js';
import { OPENAI_FAILURES, openaiError } from './openai-failures.js';

/** Providers that speak OpenAI's API but word some of their errors in their own way. */
const own = (rows: Failures): Failures => ({ ...OPENAI_FAILURES, ...rows });

const flat = (status: number, code: string, error: string): Answer => json(status, { code, error });
const numbered = (code: number, message: string): Answer => json(code, { error: { message, code } });
const mistral = (status: number, message: string, type: string, code: string): Answer =>
  json(status, { object: 'error', message, type, param: null, code });

export const OTHER_FAILURES: Record<string, Failures> = {
  groq: own({
    'key-missing': () =>
      openaiError(401, 'Invalid API Key', 'invalid_request_error', null, 'invalid_api_key'),
    'key-rejected': () =>
      openaiError(401, 'Invalid API Key', 'invalid_request_error', null, 'invalid_api_key'),
  }),
  mistral: own({
    'key-missing': () => json(401, { message: 'Unauthorized', request_id: providerId('') }),
    'key-rejected': () => json(401, { message: 'Unauthorized', request_id: providerId('') }),
    'model-not-found': ({ model }) => mistral(400, `Invalid model: ${model}`, 'invalid_model', '1500'),
    'rate-limited': () =>
      mistral(
        429,
        'Service tier capacity exceeded for this model.',
        'service_tier_capacity_exceeded',
        '3505',
      ),
  }),
  deepseek: own({
    'key-missing': () =>
      openaiError(
        401,
        'Authentication Fails (auth header format should be Bearer sk-...)',
        'authentication_error',
        null,
        'invalid_request_error',
      ),
    'key-rejected': ({ key = '' }) =>
      openaiError(
        401,
        `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`,
        'authentication_error',
        null,
        'invalid_request_error',
      ),
    'model-not-found': () =>
      openaiError(400, 'Model Not Exist', 'invalid_request_error', null, 'invalid_request_error'),
    credits: () => openaiError(402, 'Insufficient Balance', 'unknown_error', null, 'invalid_request_error'),
  }),
  openrouter: own({
    'key-missing': () => numbered(401, 'No auth credentials found'),
    'key-rejected': () => numbered(401, 'No auth credentials found'),
    'model-not-found': ({ model }) => numbered(400, `${model} is not a valid model ID`),
    credits: () =>
      numbered(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits'),
    'rate-limited': () => numbered(429, 'Rate limit exceeded: free-models-per-min.'),
    overloaded: () => numbered(503, 'No instances available'),
  }),
  grok: own({
    'key-missing': () => flat(401, 'Unauthenticated', 'No API key provided.'),
    'key-rejected': ({ key = '' }) =>
      flat(
        400,
        'Client specified an invalid argument',
        `Incorrect API key provided: ${key.slice(0, 2)}***${key.slice(-2)}. You can obtain an API key from https://console.x.ai.`,
      ),
    'model-not-found': ({ model }) =>
      flat(
        404,
        'Some requested entity was not found',
        `The model ${model} does not exist or your team does not have access to it.`,
      ),
    'rate-limited': () =>
      flat(429, 'Some resource has been exhausted', 'Too many requests for team sandbox.'),
  }),
  replicate: own({
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
    'model-not-found': () => json(404, { detail: 'The requested resource could not be found.', status: 404 }),
    'path-wrong': () => json(404, { detail: 'The requested resource could not be found.', status: 404 }),
  }),
};
