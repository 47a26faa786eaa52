import { expect, test } from '@jest/globals';
import { isSecretName } from '../../../src/lib/redact/secret-name.js';

test.each(['botToken', 'BOT_TOKEN', 'x-api-key', 'CF_AIG_AUTH', 'DB_PASSWORD', 'clientSecret'])(
  '%s names a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

test.each(['keyboard', 'PATH', 'tokenizer', 'author', 'baseUrl'])('%s does not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
