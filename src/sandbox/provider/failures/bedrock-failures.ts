import { providerId } from '../../http/ids.js';
import { json, type SandboxResponse } from '../../http/response.js';
import type { FailureTable } from './failure.js';

function awsError(status: number, type: string, message: string): SandboxResponse {
  return json(status, { message }, { 'x-amzn-errortype': type, 'x-amzn-requestid': providerId('') });
}

export function validationError(message: string, status = 400): SandboxResponse {
  return awsError(status, 'ValidationException', message);
}

/** Amazon answers a wrong key with 403, a wrong model with 400, and a wrong path with 200. */
export const BEDROCK_FAILURES: FailureTable = {
  'key-missing': () => awsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
  'key-rejected': () =>
    awsError(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.'),
  'key-forbidden': () =>
    awsError(403, 'AccessDeniedException', "You don't have access to the model with the specified model ID."),
  'model-not-found': () => validationError('The provided model identifier is invalid.'),
  'rate-limited': () =>
    awsError(429, 'ThrottlingException', 'Too many requests, please wait before trying again.'),
  quota: () =>
    awsError(429, 'ThrottlingException', 'Too many tokens per day, please wait before trying again.'),
  overloaded: () =>
    awsError(503, 'ServiceUnavailableException', 'Bedrock is unable to process your request.'),
  outage: () =>
    awsError(
      500,
      'InternalServerException',
      'The system encountered an unexpected error during processing. Try your request again.',
    ),
  timeout: () =>
    awsError(
      408,
      'ModelTimeoutException',
      'Model has timed out in processing the request. Try your request again.',
    ),
  'bad-request': () => validationError('Malformed input request, please reformat your input and try again.'),
  'empty-messages': () =>
    validationError(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ),
  'max-tokens-field': () =>
    validationError(
      'Malformed input request: #: required key [max_tokens] not found, please reformat your input and try again.',
    ),
  'context-too-long': () => validationError('Input is too long for requested model.'),
  region: () =>
    awsError(
      403,
      'AccessDeniedException',
      'Access to Anthropic models is not allowed from unsupported countries, regions, or territories.',
    ),
  'path-wrong': () =>
    json(200, { Output: { __type: 'com.amazon.coral.service#UnknownOperationException' }, Version: '1.0' }),
  'error-other': () => awsError(418, 'SandboxException', 'An error that no table knows.'),
};
