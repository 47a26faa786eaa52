import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { SandboxToken, TokenPermission } from '../config/config-types.js';
import { bearer, header, type SandboxRequest } from '../http/request.js';
import type { State } from './state.js';

/** The token with that value, with the scenario's override. */
export function findToken({ config, tokenOverride }: State, value: string): SandboxToken | undefined {
  const token = config.tokens.find((candidate) => candidate.value === value);
  if (!tokenOverride || !token) return token;
  return tokenOverride === 'unknown' ? undefined : { ...token, ...tokenOverride };
}

/** The token is active, of this account, and has all of the permissions. */
export function mayUse(
  token: SandboxToken | undefined,
  accountId: string,
  ...needed: TokenPermission[]
): token is SandboxToken {
  return (
    token?.status === 'active' &&
    token.accountId === accountId &&
    needed.every((permission) => token.permissions.includes(permission))
  );
}

/** Cloudflare's own tokens have a prefix, or are in the config. */
function isCloudflareToken(state: State, value: string): boolean {
  return /^cf(ut|at|k)_/.test(value) || state.config.tokens.some((token) => token.value === value);
}

export interface PresentedToken {
  in: CredentialHeader;
  /** undefined when the header has no Bearer credential. */
  value?: string;
}

/**
 * The gateway credential of a request: `cf-aig-authorization`, or else a Cloudflare token where an SDK puts its key.
 * Not `x-api-key`, which Cloudflare forwards to the provider.
 */
export function presentedToken(
  state: State,
  request: SandboxRequest,
  slug: string | undefined,
): PresentedToken | undefined {
  if (header(request, 'cf-aig-authorization')) {
    return { in: 'cf-aig-authorization', value: bearer(request, 'cf-aig-authorization') };
  }
  const authorization = bearer(request, 'authorization');
  if (authorization && isCloudflareToken(state, authorization))
    return { in: 'authorization', value: authorization };
  const google = slug?.startsWith('google-') ? header(request, 'x-goog-api-key') : undefined;
  return google && isCloudflareToken(state, google) ? { in: 'x-goog-api-key', value: google } : undefined;
}
