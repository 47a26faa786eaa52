import { randomUUID } from 'node:crypto';
import { event, eventStream, json, type SandboxResponse } from '../../http/response.js';
import { catalogError, v4AuthenticationError, v4Errors, v4NoRoute } from '../../responses/v4-envelope.js';
import type { FailureDetails, FailureTable } from './failure.js';

/** Codes: Cloudflare's docs, Workers AI, "Errors". The OpenAI-style routes and `@cf/...` paths differ in shape. */
function aiError(
  { path }: FailureDetails,
  status: number,
  code: number,
  description: string,
): SandboxResponse {
  const message = `AiError: ${description}`;
  if (/\/@cf\//.test(path)) return catalogError(status, code, message);
  const requestId = randomUUID();
  return json(status, {
    name: 'AiError',
    internalCode: code,
    httpCode: status,
    message,
    description,
    requestId,
  });
}

export const WORKERS_AI_FAILURES: FailureTable = {
  'key-missing': v4AuthenticationError,
  'key-rejected': v4AuthenticationError,
  'key-forbidden': (details) =>
    aiError(details, 403, 5035, 'This model is not available on the Workers Free plan'),
  'model-not-found': (details) => aiError(details, 400, 5007, `No such model: ${details.model} or task`),
  quota: (details) =>
    aiError(
      details,
      429,
      4006,
      "you have used up your daily free allocation of 10,000 neurons, please upgrade to Cloudflare's Workers Paid plan if you would like to continue usage.",
    ),
  'rate-limited': (details) =>
    aiError(details, 429, 3040, 'Capacity temporarily exceeded, please try again.'),
  overloaded: (details) => aiError(details, 429, 3040, 'Capacity temporarily exceeded, please try again.'),
  outage: () => v4Errors(500, [{ code: 7009, message: 'Upstream service unavailable' }]),
  timeout: (details) => aiError(details, 408, 3007, 'Request timeout'),
  'bad-request': (details) =>
    aiError(
      details,
      400,
      5006,
      "Bad input: Error: oneOf at '/' not met, 0 matches: required properties at '/' are 'prompt'",
    ),
  'empty-messages': (details) =>
    aiError(
      details,
      400,
      5006,
      "Bad input: Error: array length of '/messages' should be at least 1, but got 0",
    ),
  'path-wrong': ({ path }) => v4NoRoute(`/accounts/.../ai${path}`),
  'context-too-long': (details) =>
    aiError(
      details,
      413,
      5021,
      'The estimated number of input and maximum output tokens (150312) exceeded this model context window limit (128000).',
    ),
  'error-in-200': ({ stream }) => {
    const error = { error: { message: 'Capacity temporarily exceeded, please try again.', code: 3040 } };
    return stream ? eventStream([event(error)]) : json(200, error);
  },
  'error-other': (details) => aiError(details, 418, 9999, 'An error that no table knows.'),
};
