/**
 * `lab/experiments/`: tells causes apart that one answer cannot: gathers evidence, then concludes from it.
 */

import { distance } from 'fastest-levenshtein';
import type { CauseId } from '../../diagnosis/causes/catalogue.js';

/**
 * What is known about a gateway token that Cloudflare answered with 2009, which stands for all of its failures
 * alike. `undefined` = could not be found out.
 */
export interface TokenEvidence {
  /** Some header of the request held the token. */
  sent: boolean;
  /** The header that was probably meant to be `cf-aig-authorization`, where no other one holds a token. */
  misspeltHeader?: string;
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
  /** By its form it comes from a login (`wrangler login`), not from the page of API tokens. */
  isOAuth: boolean;
  /** Another value of the same variable, which loses against the one that was sent, is accepted: where it is. */
  acceptedInstead?: string;
  /** Another value of the same variable, which loses against the one that was sent, has the form of a token: where it is. */
  intactInstead?: string;
  /** The account in the base URL, and those that the token may see. */
  accountId?: string;
  accounts?: readonly string[];
}

export interface TokenConclusion {
  cause: CauseId;
  /** What the evidence cannot exclude, likelier first. */
  alternatives?: CauseId[];
  because: string;
  /** The account that was probably meant. */
  nearest?: string;
}

interface TokenRule {
  cause: CauseId;
  alternatives?: CauseId[];
  because: string | ((evidence: TokenEvidence) => string);
  when(evidence: TokenEvidence): boolean;
}

/** How many characters a slip in an account ID may change. */
const SLIP = 2;

/** The account that differs from this one by a slip; undefined: none does. */
export function nearAccount(
  accountId: string | undefined,
  accounts: readonly string[] = [],
): string | undefined {
  if (accountId === undefined || accounts.includes(accountId)) return undefined;
  return accounts.find((account) => distance(account, accountId) <= SLIP);
}

const itsAccounts = ({ accounts }: TokenEvidence): string => `the token belongs to ${accounts?.join(', ')}`;

/** First match wins: from what needs no more proof to what is left when nothing could be found out. */
const RULES: readonly TokenRule[] = [
  {
    cause: 'token-wrong-header',
    because: ({ misspeltHeader }) =>
      `the gateway knows no header ${misspeltHeader}: cf-aig-authorization is meant`,
    when: (e) => e.misspeltHeader !== undefined,
  },
  {
    cause: 'token-missing',
    because: 'the request carried no gateway token, and the gateway asks for one',
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
    because: 'the form of what was sent is a provider key’s',
    when: (e) => e.looksLikeProviderKey,
  },
  {
    cause: 'token-malformed',
    because: 'what was sent cannot be a Cloudflare token',
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
    because: 'the form of what was sent is that of an OAuth token, and the gateway refuses it',
    when: (e) => e.isOAuth,
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
    cause: 'account-id-mistyped',
    because: itsAccounts,
    when: (e) => e.verified === 'active' && nearAccount(e.accountId, e.accounts) !== undefined,
  },
  {
    cause: 'token-other-account',
    because: (e) => `the token is active, and ${itsAccounts(e)}, not to ${e.accountId}`,
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
  const { cause, alternatives, because } = RULES.find((rule) => rule.when(evidence))!;
  return {
    cause,
    alternatives,
    because: typeof because === 'string' ? because : because(evidence),
    nearest: nearAccount(evidence.accountId, evidence.accounts),
  };
}
