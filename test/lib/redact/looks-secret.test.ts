import { describe, expect, test } from '@jest/globals';
import { looksSecret, redactSecretWords } from '../../../src/lib/redact/looks-secret.js';
import { secretsInPasted } from '../../../src/lib/redact/pasted-secrets.js';

describe('looks like a secret', () => {
  test.each([
    'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
    'aB3_aB3_aB3_aB3_aB3aB3aB3aB3',
    'CANARYCANARYCANARYCANARY',
    '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f',
    'AbCd1234EfGh5678+/==',
  ])('%s', (text) => {
    expect(looksSecret(text)).toBe(true);
  });

  test.each([
    'short-1234',
    '0123456789abcdef0123456789abcdef',
    'anthropic/claude-haiku-4-5-20251001',
    '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    'CLOUDFLARE_AI_GATEWAY_API_KEY',
    '/tmp/cf-aig-AbC123/some/openclaw.json5',
    'https://gateway.ai.cloudflare.com/v1/abc',
    'models.providers.cloudflare-ai-gateway',
    'two words of a sentence',
  ])('and %s does not', (text) => {
    expect(looksSecret(text)).toBe(false);
  });
});

test.each([
  ["unknown option '--tokne=CANARYCANARYCANARY12345'", "unknown option '--tokne=[redacted]'"],
  ['--recipe CANARYCANARYCANARY12345: no such recipe', '--recipe [redacted]: no such recipe'],
  ['--model openai/gpt-4o-mini-2024-07-18: not listed', '--model openai/gpt-4o-mini-2024-07-18: not listed'],
])('%s', (text, shown) => {
  expect(redactSecretWords(text)).toBe(shown);
});

test.each([
  ['curl -H \'X-Custom: CANARY1\' -H "cf-aig-skip-cache: true" -H X-Other:CANARY2', ['CANARY1', 'CANARY2']],
  ['> X-Custom: CANARY1\n< cf-ray: 0123456789abcdef-FRA\n', ['CANARY1']],
  ["curl -u me:CANARY1 -H 'Authorization: Bearer $TOKEN'", ['CANARY1']],
  ['the token CANARYCANARYCANARY12345 is wrong', ['CANARYCANARYCANARY12345']],
])('pasted: %s', (text, secrets) => {
  expect(secretsInPasted(text)).toEqual(secrets);
});
