import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { nearest } from '../../lib/nearest.js';
import { nearAccount } from './conclude-token.js';

/** What could be found out behind a 2001, which Cloudflare answers to a wrong account and to a wrong gateway alike. */
export interface GatewayEvidence {
  gateway: string;
  accountId: string;
  /** Names of the account's gateways, when the token may list them. */
  gateways?: readonly string[];
  /** Accounts that the token may see, when it may. */
  accounts?: readonly string[];
}

export interface GatewayConclusion {
  cause: CauseId;
  alternatives?: CauseId[];
  nearest?: string;
  because: string;
}

export function concludeGateway(evidence: GatewayEvidence): GatewayConclusion {
  const { gateway, accountId, gateways, accounts } = evidence;
  if (gateways) {
    return {
      cause: 'gateway-not-found',
      nearest: nearest(gateway, gateways),
      because: gateways.length
        ? `the account’s gateways are: ${gateways.join(', ')}`
        : 'the account has no gateway yet',
    };
  }
  if (accounts?.length && !accounts.includes(accountId)) {
    const near = nearAccount(accountId, accounts);
    return {
      cause: near ? 'account-id-mistyped' : 'account-not-found',
      nearest: near ?? accounts[0],
      because: `the token may see other accounts: ${accounts.join(', ')}`,
    };
  }
  return {
    cause: 'gateway-not-found',
    alternatives: ['account-not-found'],
    because: 'the token may not list gateways, so the name could not be compared with those that exist',
  };
}
