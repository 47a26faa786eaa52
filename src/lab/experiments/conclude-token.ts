import type { CauseId } from '../../diagnosis/causes/catalogue.js';

/**
 * What is known about a gateway token that Cloudflare answered with 2009, which stands for all of its failures
 * alike. `undefined` = could not be found out.
 */
export interface TokenEvidence {
  /** Some header of the request held the token. */
  sent: boolean;
  /** By its form it is a provider's key. */
  looksLikeProviderKey: boolean;
  /** Its form is none that Cloudflare could take: quotes, spaces, `Bearer` doubled. */
  malformed: boolean;
  /** The gateway accepts the same token in `cf-aig-authorization`. */
  acceptedInOwnHeader: boolean;
  /** Answer of Cloudflare's verify endpoints, for user-owned and for account-owned tokens. */
  verified?: 'active' | 'disabled' | 'expired' | 'unknown';
  /** The token may see something of the account in the base URL. */
  belongsToAccount?: boolean;
}

export interface TokenConclusion {
  cause: CauseId;
  /** What the evidence cannot exclude, likelier first. */
  alternatives?: CauseId[];
  because: string;
}

interface TokenRule extends TokenConclusion {
  when(evidence: TokenEvidence): boolean;
}

/** First match wins: from what needs no more proof to what is left when nothing could be found out. */
const RULES: readonly TokenRule[] = [
  {
    cause: 'token-missing',
    because: 'the request carried no gateway token, and the gateway asks for one',
    when: (e) => !e.sent,
  },
  {
    cause: 'token-is-provider-key',
    because: 'the form of what was sent is a provider key’s',
    when: (e) => e.looksLikeProviderKey,
  },
  {
    cause: 'token-malformed',
    because: 'what was sent cannot be a Cloudflare token',
    when: (e) => e.malformed,
  },
  {
    cause: 'token-wrong-header',
    because: 'the gateway accepts the same token in cf-aig-authorization',
    when: (e) => e.acceptedInOwnHeader,
  },
  {
    cause: 'token-expired',
    because: 'Cloudflare’s verify endpoint calls the token expired',
    when: (e) => e.verified === 'expired',
  },
  {
    cause: 'token-disabled',
    because: 'Cloudflare’s verify endpoint calls the token disabled',
    when: (e) => e.verified === 'disabled',
  },
  {
    cause: 'token-unknown',
    because: 'neither verify endpoint of Cloudflare knows the token',
    when: (e) => e.verified === 'unknown',
  },
  {
    cause: 'token-other-account',
    because: 'the token is active, and the accounts that it may see do not include this one',
    when: (e) => e.verified === 'active' && e.belongsToAccount === false,
  },
  {
    cause: 'token-lacks-run',
    because: 'the token is active and belongs to this account, yet the gateway refuses it',
    when: (e) => e.verified === 'active' && e.belongsToAccount === true,
  },
  {
    cause: 'token-lacks-run',
    alternatives: ['token-other-account'],
    because: 'the token is active; whether it belongs to this account it may not say',
    when: (e) => e.verified === 'active',
  },
  {
    cause: 'token-rejected',
    alternatives: ['token-unknown', 'token-lacks-run', 'token-other-account'],
    because: 'Cloudflare’s API could not be asked about the token',
    when: () => true,
  },
];

export function concludeToken(evidence: TokenEvidence): TokenConclusion {
  return RULES.find((rule) => rule.when(evidence))!;
}
