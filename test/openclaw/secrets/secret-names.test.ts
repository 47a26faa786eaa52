// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import { expect, test } from '@jest/globals';
import {
  isPublicValue,
  isSecretUnder,
  type Naming,
  namingOf,
} from '../../../src/openclaw/secrets/secret-names.js';

test.each<[naming: Naming, names: string[]]>([
  ['headers', ['headers', 'requestHeaders', 'extraHeaders']],
  ['variables', ['env', 'vars', 'environment']],
  ['secret', ['apiKey', 'token', 'password', 'secrets', 'credentials', 'myheadersToken']],
  ['plain', ['models', 'myheaders', 'headersMode', 'HeadersMode', 'environments', 'myenv', 'envFile', 'id']],
])('what names say: %s', (naming, names) => {
  for (const name of names) expect([name, namingOf(name)]).toEqual([name, naming]);
});

test.each<[parent: Naming, secret: string[], harmless: string[]]>([
  ['headers', ['Authorization', 'X-Mine'], ['Accept', 'Content-Type']],
  ['secret', ['id', 'apiKey'], []],
  ['variables', ['ANY', 'A_KEY'], []],
  ['plain', ['apiKey', 'token'], ['id', 'model', 'X-Mine']],
])('what is secret under %s', (parent, secret, harmless) => {
  for (const name of secret) expect([name, isSecretUnder(parent, name)]).toEqual([name, true]);
  for (const name of harmless) expect([name, isSecretUnder(parent, name)]).toEqual([name, false]);
});

test.each([
  [
    'words',
    [
      '',
      'true',
      'none',
      'api-key',
      'api_key',
      'OAuth',
      'x-api-key',
      'Authorization',
      '12345',
      'max_completion_tokens',
    ],
  ],
  ['with a scheme', ['Bearer ', 'bearer   none', 'Basic auto', 'Token default']],
  ['references', ['$A_KEY', '${A_KEY}', '$${A_KEY}', '${}', '$A', 'Bearer ${A_KEY}', 'A_KEY', '{env:A_KEY}']],
  [
    'placeholders',
    [
      '<your key>',
      '<>',
      'your-api-key',
      'your-key',
      'my_token',
      'YOUR API KEY HERE',
      'my-secret-api-key',
      'your-key-here',
    ],
  ],
  ['stored credentials', ['cloudflare-ai-gateway:work', 'openai:manual', 'openai:me@example.com']],
])('public values: %s', (_name, values) => {
  for (const value of values) expect([value, isPublicValue(value)]).toEqual([value, true]);
});

test.each([
  [
    'words in others',
    ['nonetheless', 'mytoken1', 'autos', '123456', 'trueish', 'xbearer none', 'a bearer none'],
  ],
  ['references in others', ['x${A_KEY}', '${A_KEY}x', 'x$A_KEY', '$A_KEY!', '$a_key', 'x $A_KEY', '${A_KEY']],
  [
    'placeholders in others',
    ['a<key>', '<key>a', '<a<b>', '<a>b>', 'xyour-key1', 'your-key1', 'your-', 'mykey', 'yours-9-a'],
  ],
  ['secrets', ['abc123', 'hunter2', 'Bearer abc123', 'Bearerabc']],
])('secret values: %s', (_name, values) => {
  for (const value of values) expect([value, isPublicValue(value)]).toEqual([value, false]);
});
