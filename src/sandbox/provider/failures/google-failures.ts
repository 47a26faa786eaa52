import { event, eventStream, html, json, type SandboxResponse } from '../../http/response.js';
import type { FailureTable } from './failure.js';

/** gRPC's canonical code by HTTP status. */
const CANONICAL_CODES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

export function googleError(
  code: number,
  message: string,
  details?: readonly unknown[],
  status = CANONICAL_CODES[code] ?? 'UNKNOWN',
): SandboxResponse {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  return json(code, { error: { code, message, status, details } }, headers, 2);
}

/** One of an error's details. */
export const detail = (type: string, fields: object) => ({
  '@type': `type.googleapis.com/google.rpc.${type}`,
  ...fields,
});

/** The path with OpenAI's form, which takes the key in Authorization. */
function isOpenai(path: string): boolean {
  return path.endsWith('/chat/completions');
}

/** As that path sends its errors. */
function inList(response: SandboxResponse): SandboxResponse {
  return { ...response, body: `[${String(response.body)}]` };
}

/** Where Google wants an access token. */
export function unauthenticated(message: string, details?: readonly unknown[]): SandboxResponse {
  return googleError(
    401,
    `${message} Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.`,
    details,
  );
}

/** Note that Google answers a wrong key with 400, not 401. */
export const GOOGLE_FAILURES: FailureTable = {
  'key-missing': ({ path }) =>
    isOpenai(path)
      ? inList(googleError(400, 'Missing Authorization header.'))
      : googleError(
          403,
          "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
        ),
  'key-rejected': ({ isBearer, path }) =>
    isBearer && !isOpenai(path)
      ? unauthenticated('Request had invalid authentication credentials.')
      : googleError(400, 'API key not valid. Please pass a valid API key.', [
          detail('ErrorInfo', {
            reason: 'API_KEY_INVALID',
            domain: 'googleapis.com',
            metadata: { service: 'generativelanguage.googleapis.com' },
          }),
          detail('LocalizedMessage', {
            locale: 'en-US',
            message: 'API key not valid. Please pass a valid API key.',
          }),
        ]),
  'key-forbidden': () =>
    googleError(
      403,
      'Generative Language API has not been used in project 000000000000 before or it is disabled.',
      [detail('ErrorInfo', { reason: 'SERVICE_DISABLED', domain: 'googleapis.com' })],
    ),
  'model-not-found': ({ model, path }) =>
    googleError(
      404,
      `models/${model} is not found for API version ${/^\/v1\//.test(path) ? 'v1' : 'v1beta'}, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
    ),
  quota: () =>
    googleError(
      429,
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
      [
        detail('QuotaFailure', {
          violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }],
        }),
      ],
    ),
  'rate-limited': () =>
    googleError(429, 'Resource has been exhausted (e.g. check quota).', [
      detail('RetryInfo', { retryDelay: '20s' }),
    ]),
  overloaded: () => googleError(503, 'The model is overloaded. Please try again later.'),
  outage: () =>
    googleError(
      500,
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    ),
  timeout: () => googleError(504, 'Deadline expired before operation could complete.'),
  'bad-request': () =>
    googleError(400, 'Invalid value at \'generation_config.temperature\' (TYPE_FLOAT), "hot"'),
  'empty-messages': () => googleError(400, '* GenerateContentRequest.contents: contents is not specified\n'),
  'path-wrong': ({ path }) =>
    html(
      404,
      `<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <title>Error 404 (Not Found)!!1</title>\n  <p><b>404.</b> <ins>That’s an error.</ins>\n  <p>The requested URL <code>${path}</code> was not found on this server.  <ins>That’s all we know.</ins>\n`,
      { server: 'scaffolding on HTTPServer2' },
    ),
  credits: () =>
    googleError(
      429,
      'Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.',
    ),
  region: () =>
    googleError(400, 'User location is not supported for the API use.', undefined, 'FAILED_PRECONDITION'),
  'context-too-long': () =>
    googleError(
      400,
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    ),
  'content-filter': () => googleError(400, 'The prompt was blocked: PROHIBITED_CONTENT.'),
  'error-in-200': ({ stream }) => {
    const message = 'The model is overloaded. Please try again later.';
    const error = { error: { code: 503, message, status: 'UNAVAILABLE' } };
    return stream ? eventStream([event(error)]) : json(200, error);
  },
  'error-other': () => googleError(418, 'An error that no table knows.'),
};
