import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { nearest } from '../../lib/nearest.js';
import { nearAccount } from './conclude-token.js';

/** Evidence about a 2001, Cloudflare's error for both a wrong account and a wrong gateway. */
export interface GatewayEvidence {
  gateway: string;
  accountId: string;
  /** Names of the account's gateways; undefined if the token cannot list them. */
  gateways?: readonly string[];
  /** Accounts that the token can access; undefined if it cannot list them. */
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
      // The list may be ahead of the gateway: then the name is no misspelling.
      nearest: gateways.includes(gateway) ? undefined : nearest(gateway, gateways),
      because: gateways.length
        ? `the account’s gateways: ${gateways.join(', ')}`
        : 'the account has no gateway yet',
    };
  }
  if (accounts?.length && !accounts.includes(accountId)) {
    const near = nearAccount(accountId, accounts);
    return {
      cause: near ? 'account-id-mistyped' : 'account-not-found',
      nearest: near ?? accounts[0],
      because: `the token can access other accounts: ${accounts.join(', ')}`,
    };
  }
  return {
    cause: 'gateway-not-found',
    alternatives: ['account-not-found'],
    because: 'the token cannot list gateways, so the name could not be compared with existing ones',
  };
}
