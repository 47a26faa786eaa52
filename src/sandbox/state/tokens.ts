import type { CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { SandboxToken, TokenPermission } from '../config/config-types.js';
import { bearer, header, type SandboxRequest } from '../http/request.js';
import type { State } from './state.js';

/** The token of that value, as the scenario wants it to be taken. */
export function findToken({ config, tokenOverride }: State, value: string): SandboxToken | undefined {
  const token = config.tokens.find((candidate) => candidate.value === value);
  if (!tokenOverride || !token) return token;
  return tokenOverride === 'unknown' ? undefined : { ...token, ...tokenOverride };
}

/** Active, of this account, and with all of the permissions. */
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

/** Cloudflare recognises its own tokens by their prefix, or because it knows them. */
function isCloudflareToken(state: State, value: string): boolean {
  return /^cf(ut|at|k)_/.test(value) || state.config.tokens.some((token) => token.value === value);
}

export interface PresentedToken {
  in: CredentialHeader;
  /** undefined: the header is there, but holds no Bearer credential. */
  value?: string;
}

/**
 * The gateway credential of a request: `cf-aig-authorization`, or else a Cloudflare token where an SDK puts its key.
 * `x-api-key` is not among them: Cloudflare passes it on as the provider's.
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
