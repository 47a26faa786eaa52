import { randomUUID } from 'node:crypto';
import { v4AuthenticationError, v4NoRoute } from '../../answers/v4.js';
import { type Answer, event, events, json } from '../../http/answer.js';
import type { About, Failures } from './failure.js';

/** Codes: Cloudflare's docs, Workers AI, "Errors". The OpenAI-style routes and `@cf/...` paths differ in shape. */
function aiError({ path }: About, status: number, code: number, message: string): Answer {
  if (/\/@cf\//.test(path)) {
    return json(status, {
      errors: [{ message: `AiError: ${message}`, code }],
      success: false,
      result: {},
      messages: [],
    });
  }
  const text = `AiError: ${message}`;
  return json(status, {
    name: 'AiError',
    internalCode: code,
    httpCode: status,
    message: text,
    description: message,
    requestId: randomUUID(),
  });
}

export const WORKERS_AI_FAILURES: Failures = {
  'key-missing': v4AuthenticationError,
  'key-rejected': v4AuthenticationError,
  'key-forbidden': (about) =>
    aiError(about, 403, 5035, 'This model is not available on the Workers Free plan'),
  'model-not-found': (about) => aiError(about, 400, 5007, `No such model: ${about.model} or task`),
  quota: (about) =>
    aiError(
      about,
      429,
      4006,
      "you have used up your daily free allocation of 10,000 neurons, please upgrade to Cloudflare's Workers Paid plan if you would like to continue usage.",
    ),
  'rate-limited': (about) => aiError(about, 429, 3040, 'Capacity temporarily exceeded, please try again.'),
  overloaded: (about) => aiError(about, 429, 3040, 'Capacity temporarily exceeded, please try again.'),
  outage: (about) => aiError(about, 500, 8007, 'Internal server error'),
  timeout: (about) => aiError(about, 408, 3007, 'Request timeout'),
  'bad-request': (about) =>
    aiError(
      about,
      400,
      5006,
      "Bad input: Error: oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt'",
    ),
  'empty-messages': (about) =>
    aiError(
      about,
      400,
      5006,
      "Bad input: Error: array length of '/messages' should be at least 1, but got 0",
    ),
  'path-wrong': ({ path }) => v4NoRoute(`/accounts/.../ai${path}`),
  'context-too-long': (about) =>
    aiError(
      about,
      413,
      5021,
      'The estimated number of input and maximum output tokens (150312) exceeded this model context window limit (128000).',
    ),
  'error-in-200': ({ stream }) => {
    const error = { error: { message: 'Capacity temporarily exceeded, please try again.', code: 3040 } };
    return stream ? events([event(error)]) : json(200, error);
  },
  'error-other': (about) => aiError(about, 418, 9999, 'An error that no table knows.'),
};
