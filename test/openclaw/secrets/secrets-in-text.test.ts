import { expect, test } from '@jest/globals';
import { distinctSecretsIn, maskSecrets, secretsIn } from '../../../src/openclaw/secrets/secrets-in-text.js';

test.each([
  ['a key in a block', '{ models: { providers: { x: { apiKey: "abc123" } } } }', ['abc123']],
  ['a header', '{ headers: { Authorization: "Bearer abc123", other: "def" } }', ['abc123', 'def']],
  ['a token elsewhere', '{ hooks: { token: "abc123" }, port: 1, maxTokens: 5 }', ['abc123']],
  [
    'references are none',
    '{ apiKey: { source: "env", id: "A_KEY" }, token: "\u0024{A_TOKEN}", auth: "api-key" }',
    [],
  ],
  ['a .env', 'A_KEY=abc123\nPATH_TO=x\nexport B_TOKEN="def"\n', ['abc123', 'def']],
  [
    'a long name of an option is none',
    '{ compat: { supportsUsageInStreaming: true, "supportsReasoningEffort": true }, a: "supportsUsageInStreaming" }',
    ['supportsUsageInStreaming'],
  ],
  ['nothing', '', []],
  ['a broken config', '{ apiKey: "abc123"', ['abc123']],
])('%s', (_name, text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets);
});

test('a password that is a common word is not redacted everywhere', () => {
  const text = 'DB_PASSWORD=openclaw\nA_TOKEN=openclaw1\n';
  expect(distinctSecretsIn(text)).toEqual(['openclaw1']);
  expect(maskSecrets(text)).toBe('DB_PASSWORD=[redacted]\nA_TOKEN=[redacted]\n');
});
