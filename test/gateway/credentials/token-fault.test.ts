import { expect, test } from '@jest/globals';
import { findTokenFault } from '../../../src/gateway/credentials/token-fault.js';

const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';

test.each<[text: string, cause: string, detail: RegExp]>([
  ['your_token_here', 'token-malformed', /placeholder/],
  ['<your-cloudflare-token>', 'token-malformed', /placeholder/],
  ['changeme', 'token-malformed', /placeholder/],
  ['CHANGE_ME', 'token-malformed', /placeholder/],
  ['REPLACE_ME', 'token-malformed', /placeholder/],
  ['PASTE_TOKEN_HERE', 'token-malformed', /placeholder/],
  ['cfut_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'token-malformed', /placeholder/],
  ['cfut_...', 'token-malformed', /placeholder/],
  ['TODO', 'token-malformed', /placeholder/],
  ['{{TOKEN}}', 'token-malformed', /placeholder/],
  ['null', 'token-malformed', /placeholder/],
  ['unused', 'token-malformed', /placeholder/],
  ['1234', 'token-malformed', /placeholder/],
  ['sk-...', 'token-malformed', /placeholder/],
  ['sk-ant-xxxxxxxx', 'token-malformed', /placeholder/],
  ['Bearer cfut_...', 'token-malformed', /placeholder/],
  ['Bearer <token>', 'token-malformed', /placeholder/],
  ['replace_with_your_token', 'token-malformed', /placeholder/],
  ['token-goes-here', 'token-malformed', /placeholder/],
  ['[REDACTED]', 'token-malformed', /placeholder/],
  ['%CF_AIG_TOKEN%', 'token-malformed', /^this is the name of a variable, a placeholder/],
  ['$' + '{OTHER}', 'token-malformed', /^this is the name of a variable, a placeholder/],
  ['***', 'token-malformed', /^part of it is masked/],
  ['OPENAI_API_KEY', 'token-malformed', /^this is the name of a variable/],
  [`Bearer ${TOKEN}`, 'token-malformed', /^it begins with "Bearer"$/],
  [`bearer:${TOKEN}`, 'token-malformed', /^it begins with "Bearer"$/],
  [`"${TOKEN}"`, 'token-malformed', /^there are quotes around it$/],
  ['0123456789abcdef0123456789abcdef', 'token-malformed', /form of an account ID/],
  ['0123456789abcdef0123456789abcdef01234', 'token-malformed', /global API key/],
  [`ghp_${'FAKEfake1'.repeat(4)}`, 'token-malformed', /^this is a GitHub token, not the gateway token$/],
  [`glpat-${'FAKEfake'.repeat(5)}`, 'token-malformed', /GitLab token/],
  [`sk_live_${'FAKEfake'.repeat(5)}`, 'token-malformed', /Stripe key/],
  [`xoxb-${'FAKEfake'.repeat(5)}`, 'token-malformed', /Slack token/],
  ['sk-proj-FAKE00000000000000000000000000000000000', 'token-is-provider-key', /OpenAI key/],
])('%s', (text, cause, detail) => {
  const fault = findTokenFault(text);
  expect(fault?.cause).toBe(cause);
  expect(fault?.detail).toMatch(detail);
  expect(fault?.detail).not.toContain(TOKEN);
});

test.each([
  TOKEN,
  'cfat_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
  'cfut_sandboxFAKEtoken000000000000000000000000000good0',
  'FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake',
  `${'Xv9k'.repeat(10)}.${'Yzqf'.repeat(10)}`,
])('%s may be one', (text) => {
  expect(findTokenFault(text)).toBeUndefined();
});
