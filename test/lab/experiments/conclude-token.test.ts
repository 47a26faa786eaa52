import { expect, test } from '@jest/globals';
import {
  concludeToken,
  nearAccount,
  type TokenEvidence,
} from '../../../src/lab/experiments/conclude-token.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const SLIPPED = '0123456789abcdef0123456789abcdee';
const OTHER = 'fedcba9876543210fedcba9876543210';

const SENT: TokenEvidence = {
  sent: true,
  looksLikeProviderKey: false,
  malformed: false,
  acceptedInOwnHeader: false,
  isOAuth: false,
  accountId: ACCOUNT,
};

test.each<[string, Partial<TokenEvidence>, cause: string, because: RegExp]>([
  ['nothing was sent', { sent: false }, 'token-missing', /had no gateway token/],
  ['a provider key', { looksLikeProviderKey: true }, 'token-is-provider-key', /form/],
  ['quotes around it', { malformed: true }, 'token-malformed', /cannot be/],
  [
    'no token, while another value of the variable may be one',
    { malformed: true, intactInstead: '~/.openclaw/.env:1' },
    'variable-shadowed',
    /cannot be a Cloudflare token.*\.env:1/,
  ],
  [
    'a provider key, while another value of the variable may be a token',
    { malformed: true, looksLikeProviderKey: true, intactInstead: '~/.openclaw/.env:1' },
    'variable-shadowed',
    /\.env:1/,
  ],
  [
    'in order, while another value of the variable has the form of one too',
    { intactInstead: '~/.openclaw/.env:1' },
    'token-rejected',
    /could not be checked with/,
  ],
  ['the other value is accepted', { acceptedInstead: '~/.openclaw/.env:1' }, 'variable-shadowed', /\.env:1/],
  ['in another header', { acceptedInOwnHeader: true }, 'token-wrong-header', /cf-aig-authorization/],
  ['an OAuth token', { isOAuth: true, verified: 'unknown' }, 'token-is-oauth', /OAuth/],
  ['expired', { verified: 'expired' }, 'token-expired', /expired/],
  ['disabled', { verified: 'disabled' }, 'token-disabled', /disabled/],
  ['unknown', { verified: 'unknown' }, 'token-unknown', /neither/],
  [
    'an account one letter off',
    { verified: 'active', belongsToAccount: false, accounts: [SLIPPED] },
    'account-id-mistyped',
    new RegExp(SLIPPED),
  ],
  [
    'another account, which is named',
    { verified: 'active', belongsToAccount: false, accounts: [OTHER] },
    'token-other-account',
    new RegExp(OTHER),
  ],
  [
    'this account',
    { verified: 'active', belongsToAccount: true, accounts: [ACCOUNT] },
    'token-lacks-run',
    /belongs to this/,
  ],
  ['an account that may not be seen', { verified: 'active' }, 'token-lacks-run', /cannot be checked whether/],
  ['Cloudflare’s API silent', {}, 'token-rejected', /could not be checked with/],
])('%s', (_name, evidence, cause, because) => {
  const concluded = concludeToken({ ...SENT, ...evidence });
  expect(concluded.cause).toBe(cause);
  expect(concluded.because).toMatch(because);
});

test.each<[string, string[], string | undefined]>([
  ['a slip', [OTHER, SLIPPED], SLIPPED],
  ['the account itself', [ACCOUNT, SLIPPED], undefined],
  ['another account', [OTHER], undefined],
  ['none to see', [], undefined],
])('the account that was meant: %s', (_name, accounts, expected) => {
  expect(nearAccount(ACCOUNT, accounts)).toBe(expected);
});
