/**
 * `lab/experiments/`: distinguishes causes that look alike in one response: collects evidence, then draws conclusions.
 */

import { distance } from 'fastest-levenshtein';
import type { CauseId } from '../../diagnosis/causes/catalogue.js';

/**
 * Evidence about a gateway token that Cloudflare rejected with 2009, its error for all problems of a token. undefined means
 * unknown.
 */
export interface TokenEvidence {
  /** The request had the token in some header. */
  sent: boolean;
  /** A misspelt `cf-aig-authorization`, if no other header has a token. */
  misspeltHeader?: string;
  /** It has the form of a provider key. */
  looksLikeProviderKey: boolean;
  /** It cannot be a Cloudflare token: quotes, spaces, a doubled `Bearer`. */
  malformed: boolean;
  /** The gateway accepts the same token in `cf-aig-authorization`. */
  acceptedInOwnHeader: boolean;
  /** Result of Cloudflare's verify endpoints for user and account tokens. */
  verified?: 'active' | 'disabled' | 'expired' | 'unknown';
  /** The token can access something in the account of the base URL. */
  belongsToAccount?: boolean;
  /** It has the form of an OAuth token, as stored by `wrangler login`. */
  isOAuth: boolean;
  /** The source of a shadowed value of the same variable that the gateway accepts. */
  acceptedInstead?: string;
  /** Another value of the same variable, which loses against the one that was sent, has the form of a token: where it is. */
  intactInstead?: string;
  /** The account in the base URL, and those that the token can access. */
  accountId?: string;
  accounts?: readonly string[];
}

export interface TokenConclusion {
  cause: CauseId;
  /** Causes that the evidence does not rule out, likelier first. */
  alternatives?: CauseId[];
  because: string;
  /** The account that the user probably meant. */
  nearest?: string;
}

interface TokenRule {
  cause: CauseId;
  alternatives?: CauseId[];
  because: string | ((evidence: TokenEvidence) => string);
  when(evidence: TokenEvidence): boolean;
}

/** Maximum edit distance of a typo in an account ID. */
const MAX_TYPO = 2;

/** An account that differs from this one only by a typo. */
export function nearAccount(
  accountId: string | undefined,
  accounts: readonly string[] = [],
): string | undefined {
  if (accountId === undefined || accounts.includes(accountId)) return undefined;
  return accounts.find((account) => distance(account, accountId) <= MAX_TYPO);
}

const itsAccounts = ({ accounts }: TokenEvidence): string => `the token belongs to ${accounts?.join(', ')}`;

/** The first match wins: from the most certain evidence to none at all. */
const RULES: readonly TokenRule[] = [
  {
    cause: 'token-wrong-header',
    because: ({ misspeltHeader }) =>
      `the gateway has no header ${misspeltHeader}; it should be cf-aig-authorization`,
    when: (e) => e.misspeltHeader !== undefined,
  },
  {
    cause: 'token-missing',
    because: 'the request had no gateway token, and the gateway requires one',
    when: (e) => !e.sent,
  },
  {
    cause: 'variable-shadowed',
    because: ({ intactInstead }) =>
      `what was sent cannot be a Cloudflare token; the other value, from ${intactInstead}, can`,
    when: (e) => e.malformed && e.intactInstead !== undefined,
  },
  {
    cause: 'token-is-provider-key',
    because: 'the credential that was sent has the form of a provider key',
    when: (e) => e.looksLikeProviderKey,
  },
  {
    cause: 'token-malformed',
    because: 'the credential that was sent cannot be a Cloudflare token',
    when: (e) => e.malformed,
  },
  {
    cause: 'variable-shadowed',
    because: ({ acceptedInstead }) => `the gateway accepts the other value, from ${acceptedInstead}`,
    when: (e) => e.acceptedInstead !== undefined,
  },
  {
    cause: 'token-wrong-header',
    because: 'the gateway accepts the same token in cf-aig-authorization',
    when: (e) => e.acceptedInOwnHeader,
  },
  {
    cause: 'token-is-oauth',
    because: 'the credential that was sent has the form of an OAuth token, and the gateway rejects it',
    when: (e) => e.isOAuth,
  },
  {
    cause: 'token-expired',
    because: 'Cloudflare’s verify endpoint says that the token is expired',
    when: (e) => e.verified === 'expired',
  },
  {
    cause: 'token-disabled',
    because: 'Cloudflare’s verify endpoint says that the token is disabled',
    when: (e) => e.verified === 'disabled',
  },
  {
    cause: 'token-unknown',
    because: 'neither of Cloudflare’s verify endpoints knows the token',
    when: (e) => e.verified === 'unknown',
  },
  {
    cause: 'account-id-mistyped',
    because: itsAccounts,
    when: (e) => e.verified === 'active' && nearAccount(e.accountId, e.accounts) !== undefined,
  },
  {
    cause: 'token-other-account',
    because: (e) => `the token is active, but ${itsAccounts(e)}, not to ${e.accountId}`,
    when: (e) => e.verified === 'active' && e.belongsToAccount === false,
  },
  {
    cause: 'token-lacks-run',
    because: 'the token is active and belongs to this account, but the gateway rejects it',
    when: (e) => e.verified === 'active' && e.belongsToAccount === true,
  },
  {
    cause: 'token-lacks-run',
    alternatives: ['token-other-account'],
    because: 'the token is active, but it cannot be checked whether it belongs to this account',
    when: (e) => e.verified === 'active',
  },
  {
    cause: 'token-rejected',
    alternatives: ['token-unknown', 'token-lacks-run', 'token-other-account'],
    because: 'the token could not be checked with Cloudflare’s API',
    when: () => true,
  },
];

export function concludeToken(evidence: TokenEvidence): TokenConclusion {
  const { cause, alternatives, because } = RULES.find((rule) => rule.when(evidence))!;
  return {
    cause,
    alternatives,
    because: typeof because === 'string' ? because : because(evidence),
    nearest: nearAccount(evidence.accountId, evidence.accounts),
  };
}
