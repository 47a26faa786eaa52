import { header, type SandboxRequest } from './request.js';

export type Authorization =
  | { state: 'missing' }
  /** not a token: quotes, blanks, `Bearer` twice, another scheme */
  | { state: 'malformed' }
  | { state: 'token'; value: string };

/** The credential of a request to api.cloudflare.com. */
export function readAuthorization(request: SandboxRequest): Authorization {
  const value = header(request, 'authorization');
  if (value === undefined) return { state: 'missing' };
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(value)?.[1];
  return token === undefined ? { state: 'malformed' } : { state: 'token', value: token };
}
