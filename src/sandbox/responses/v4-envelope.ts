import { json, type SandboxResponse } from '../http/response.js';

/** An error in the envelope of api.cloudflare.com: `errors` is plural. */
export interface V4Error {
  code: number;
  message: string;
  error_chain?: readonly { code: number; message: string }[];
  path?: readonly (string | number)[];
}

/** The errors of api.cloudflare.com, with their status. */
export const V4_ERRORS = {
  'authentication-error': [401, { code: 10000, message: 'Authentication error' }],
  'invalid-api-token': [401, { code: 1000, message: 'Invalid API Token' }],
  'invalid-access-token': [403, { code: 9109, message: 'Invalid access token' }],
  'unauthorized-resource': [403, { code: 9109, message: 'Unauthorized to access requested resource' }],
  'credentials-missing': [
    400,
    { code: 9106, message: 'Missing X-Auth-Key, X-Auth-Email or Authorization headers' },
  ],
  'header-malformed': [
    400,
    {
      code: 6003,
      message: 'Invalid request headers',
      error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
    },
  ],
  throttled: [429, { code: 971, message: 'Please wait and consider throttling your request speed' }],
  'not-found': [404, { code: 7002, message: 'Not Found' }],
} as const satisfies Record<string, readonly [number, V4Error]>;

export type V4ErrorName = keyof typeof V4_ERRORS;

export function v4Error(name: V4ErrorName): SandboxResponse {
  const [status, error] = V4_ERRORS[name];
  return v4Errors(status, [error]);
}

/** 7001: an invalid value in a request, at `path`. */
export function invalid(message: string, ...path: readonly (string | number)[]): V4Error {
  return { code: 7001, message, path };
}

export function v4Errors(status: number, errors: readonly V4Error[]): SandboxResponse {
  return json(status, { success: false, errors, messages: [], result: null });
}

/** The order of keys in which account-scoped products send an authentication error. */
export function v4AuthenticationError(): SandboxResponse {
  const [status, error] = V4_ERRORS['authentication-error'];
  return json(status, { result: null, success: false, errors: [error], messages: [] });
}

export function v4NoRoute(path: string): SandboxResponse {
  return v4Errors(404, [
    { code: 7003, message: `Could not route to ${path}, perhaps your object identifier is invalid?` },
    { code: 7000, message: 'No route for that URI' },
  ]);
}

export function v4Ok(
  result: unknown,
  more: Record<string, unknown> = {},
  messages: readonly unknown[] = [],
): SandboxResponse {
  return json(200, { result, success: true, errors: [], messages, ...more });
}

/** The AI REST API's error for a field that the body lacks. */
export function missingValueError(field: string): SandboxResponse {
  return catalogError(
    400,
    7003,
    `Model execution failed (User Input Error): Required value missing: ${field}`,
  );
}

/** The AI REST API's errors: message before code, and an empty object for a result. */
export function catalogError(status: number, code: number, message: string): SandboxResponse {
  return json(status, { errors: [{ message, code }], success: false, result: {}, messages: [] });
}
