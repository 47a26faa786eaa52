import { createHash } from 'node:crypto';
import type { SandboxToken } from '../config/config-types.js';
import type { SandboxResponse } from '../http/response.js';
import { v4Error, v4Ok } from '../responses/v4-envelope.js';

// Here 10000 is the code of a success message.
const VALID = { code: 10000, message: 'This API Token is valid and active', type: null };

/** `/user/tokens/verify` knows tokens of users only, `/accounts/{id}/tokens/verify` those of that account. */
export function verifyToken(
  token: SandboxToken | undefined,
  owner: SandboxToken['kind'],
  accountId?: string,
): SandboxResponse {
  if (token?.kind !== owner || (accountId !== undefined && token.accountId !== accountId))
    return v4Error('invalid-api-token');
  const id = createHash('md5').update(token.value).digest('hex');
  const expired = token.status === 'expired' ? { expires_on: '2026-01-01T00:00:00Z' } : {};
  return v4Ok({ id, status: token.status, ...expired }, {}, token.status === 'active' ? [VALID] : []);
}
