import { describe, expect, test } from '@jest/globals';
import {
  isVendorKey,
  isVendorKeyStart,
  looksSecret,
  redactSecretWords,
} from '../../../src/lib/redact/looks-secret.js';
import { secretsInPasted } from '../../../src/lib/redact/pasted-secrets.js';

describe('looks like a secret', () => {
  test.each([
    'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
    'aB3_aB3_aB3_aB3_aB3aB3aB3aB3',
    'CANARYCANARYCANARYCANARY',
    '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f',
    'AbCd1234EfGh5678+/==',
    'sk-one-two-three-four',
    // Of the shortest length that is no word, at once and between separators.
    'ABCDEFGHIJKLMNOPQRST',
    'abcdefghijk1/abcdefgh',
    // Longer than an account ID.
    'g0123456789abcdef0123456789abcdef',
    '0123456789abcdef0123456789abcdefg',
    // No drive: its name has one letter.
    'model:/CANARYCANARYCANARY12345',
  ])('%s', (text) => {
    expect(looksSecret(text)).toBe(true);
  });

  test.each([
    'short-1234',
    'CANARY1234567890abc',
    'abcdefghijklmn/abcdefgh',
    '12345678901234567890',
    '1234567890123.12345678',
    'the CANARYCANARYCANARY12345',
    'https://host/CANARYCANARYCANARY12345',
    'account/0123456789abcdef0123456789abcdef',
    '/CANARYCANARYCANARY12345',
    '../CANARYCANARYCANARY12345',
    '~/CANARYCANARYCANARY12345',
    'C:\\CANARYCANARYCANARY12345',
    'c:/CANARYCANARYCANARY12345',
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
  ['-t=CANARYCANARYCANARY12345', '-t=[redacted]'],
  ['x--tokne=CANARYCANARYCANARY12345', '[redacted]'],
  ['--recipe CANARYCANARYCANARY12345: no such recipe', '--recipe [redacted]: no such recipe'],
  [
    'config.gateways[0].cacheInvalidateOnUpdate: unknown key',
    'config.gateways[0].cacheInvalidateOnUpdate: unknown key',
  ],
  ['sk-cacheInvalidateOnUpdate', '[redacted]'],
  ['cacheInvalidateOnUpdate1', '[redacted]'],
  ['aBcDeFgHiJkLmNoPqRsTuVwX', '[redacted]'],
  ['qwErtYuiOpaSdfGhjKlzXcv', '[redacted]'],
  ['abcdefghijklmnopqrstuvwxyz', '[redacted]'],
  ['--model openai/gpt-4o-mini-2024-07-18: not listed', '--model openai/gpt-4o-mini-2024-07-18: not listed'],
])('%s', (text, shown) => {
  expect(redactSecretWords(text)).toBe(shown);
});

describe("a vendor's key", () => {
  test.each([
    ['sk-fake-provider-key', true, true],
    ['sk-fake-provider-ke', false, true],
    ['sk-fake/some-model-of-a-name', false, true],
    ['my-sk-fake-provider-key', false, false],
    ['CANARYCANARYCANARY12345', false, false],
  ])('%s', (text, isKey, isStart) => {
    expect([isVendorKey(text), isVendorKeyStart(text)]).toEqual([isKey, isStart]);
  });
});

test.each([
  ['curl -H \'X-Custom: CANARY1\' -H "cf-aig-skip-cache: true" -H X-Other:CANARY2', ['CANARY1', 'CANARY2']],
  ['> X-Custom: CANARY1\n< cf-ray: 0123456789abcdef-FRA\n', ['CANARY1']],
  ["curl -u me:CANARY1 -H 'Authorization: Bearer $TOKEN'", ['CANARY1']],
  ['the token CANARYCANARYCANARY12345 is wrong', ['CANARYCANARYCANARY12345']],
  ["-H'X-Custom : CANARY 1' --header='X-Other:  CANARY2 '", ['CANARY 1', 'CANARY2']],
  ['> X-Custom: Basic   CANARY1', ['CANARY1']],
  ['> X-Custom: my token CANARY1', ['my token CANARY1']],
  ["curl -u'me:CANARY1:2' --proxy-user CANARY2", ['CANARY1:2', 'CANARY2']],
  ["curl -H 'X-Custom: <your token>' -H 'X-Other: a $TOKEN' -H 'X-Third: <a> b'", ['a $TOKEN', '<a> b']],
  ['"request_id" : CANARYCANARYCANARY12345', []],
  ['identity CANARYCANARYCANARY12345:', ['CANARYCANARYCANARY12345']],
  ['a short-word of models.providers.cloudflare-ai-gateway', []],
])('pasted: %s', (text, secrets) => {
  expect(secretsInPasted(text)).toEqual(secrets);
});
