import { expect, test } from '@jest/globals';
import { credentials } from '../../../src/doctor/block/credentials-check.js';
import { brief, findingsOf, inHome, type Setup, TOKEN, VARIABLE } from '../home.js';

const dotenv = (value: string): Setup['files'] => ({ '.openclaw/.env': `${VARIABLE}=${value}\n` });
const SHADOWED = { env: { [VARIABLE]: 'changeme' } };

test.each<[string, Setup, expected: string[], remedy?: RegExp]>([
  ['a token', {}, ['pass']],
  ['a placeholder', { files: dotenv('your_token_here') }, ['fail token-malformed'], /a placeholder/],
  ['Bearer', { files: dotenv(`"Bearer ${TOKEN}"`) }, ['fail token-malformed'], /begins with "Bearer"/],
  [
    'an account ID',
    { files: dotenv('0123456789abcdef0123456789abcdef') },
    ['fail token-malformed'],
    /account ID/,
  ],
  [
    'a key of a provider',
    { files: dotenv('sk-proj-FAKE00000000000000000000000000000000000') },
    ['fail token-is-provider-key'],
    /Create a new token/,
  ],
  ['a placeholder in the shell, a token in .env', SHADOWED, ['fail variable-shadowed'], /unset CLOUDFLARE/],
  [
    'a placeholder in the shell, another in .env',
    { ...SHADOWED, files: dotenv('TODO') },
    ['fail token-malformed', 'warn variable-shadowed'],
    /a placeholder/,
  ],
])('without the network: %s', async (_name, setup, expected, remedy = /^$/) => {
  await inHome(async (home) => {
    const found = await findingsOf(credentials, await home.inputs({ ...setup, offline: true }));
    expect(brief(found)).toEqual(expected);
    expect(found[0]?.remedy.join('\n')).toMatch(remedy);
  });
});

test('with the network, the gateway decides: one that is open accepts any token', async () => {
  await inHome(async (home) => {
    const found = await findingsOf(credentials, await home.inputs({ files: dotenv('your_token_here') }));
    expect(brief(found)).toEqual(['pass']);
  });
});
