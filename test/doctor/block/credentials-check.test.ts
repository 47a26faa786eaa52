import { expect, test } from '@jest/globals';
import { credentials } from '../../../src/doctor/block/credentials-check.js';
import {
  BLOCK,
  brief,
  findingsOf,
  GATEWAY_URL,
  inHome,
  KEY,
  OWN_KEY,
  type Setup,
  TOKEN,
  VARIABLE,
} from '../home.js';

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
  [
    'a placeholder as the provider’s key',
    { ...OWN_KEY, files: { '.openclaw/.env': `${VARIABLE}=${TOKEN}\nOPENAI_API_KEY=sk-...\n` } },
    ['fail provider-key-is-placeholder'],
    /the placeholder is "sk-\.\.\."/,
  ],
  [
    'the gateway token as the provider’s key too',
    {
      block: {
        headers: {
          Authorization: `Bearer \${${VARIABLE}}`,
          'cf-aig-authorization': `Bearer \${${VARIABLE}}`,
        },
      },
    },
    ['pass', 'warn provider-key-is-gateway-token'],
  ],
  [
    'the same on the REST API',
    {
      block: {
        baseUrl: 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1',
        api: 'anthropic-messages',
        authHeader: true,
      },
    },
    ['pass'],
  ],
  [
    'the same for Workers AI',
    {
      block: {
        baseUrl: `${GATEWAY_URL}/workers-ai/v1`,
        headers: {
          Authorization: `Bearer \${${VARIABLE}}`,
          'cf-aig-authorization': `Bearer \${${VARIABLE}}`,
        },
      },
    },
    ['pass'],
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

test('a variable of a built-in provider also opens the way past the gateway', async () => {
  await inHome(async (home) => {
    const found = await findingsOf(credentials, await home.inputs(OWN_KEY));
    expect(brief(found)).toEqual(['pass', 'pass']);
    expect(found[1]?.title).toMatch(/^OPENAI_API_KEY .* openai\/\.\.\. does not go through the gateway$/);
  });
});

test('a provider’s own variable in place of another key is a warning', async () => {
  const providers = {
    openai: {
      ...BLOCK,
      auth: undefined,
      baseUrl: `${GATEWAY_URL}/openai`,
      headers: { 'cf-aig-authorization': `Bearer \${${VARIABLE}}` },
      apiKey: '$' + '{MY_KEY}',
    },
  };
  const files = { '.openclaw/.env': `${VARIABLE}=${TOKEN}\nMY_KEY=${KEY}0\nOPENAI_API_KEY=${KEY}\n` };
  await inHome(async (home) => {
    const found = await findingsOf(
      credentials,
      await home.inputs({ config: { models: { providers } }, files }),
    );
    expect(brief(found)).toEqual(['pass', 'warn']);
    expect(found[1]?.title).toContain('OPENAI_API_KEY in place of apiKey');
  });
});

test('headers of a model that is not the default are a warning', async () => {
  const models = [
    { id: 'openai/gpt-4o-mini', name: 'x' },
    { id: 'openai/gpt-4o', name: 'y', headers: { 'cf-aig-authorization': 'Bearer env:CF_AIG_TOKEN' } },
    { id: 'openai/o3', name: 'z', headers: { 'x-api-key': KEY } },
  ];
  await inHome(async (home) => {
    const found = await findingsOf(credentials, await home.inputs({ block: { models } }));
    expect(brief(found)).toEqual(['pass', 'warn header-malformed', 'warn secret-in-config']);
    expect(found[1]?.evidence).toEqual([
      'at models.providers.cloudflare-ai-gateway.models.1.headers.cf-aig-authorization',
    ]);
  });
});
