import { describe, expect, test } from '@jest/globals';
import { environmentOf } from '../../../src/openclaw/secrets/environment.js';
import { findWrongReference, readApiKey } from '../../../src/openclaw/secrets/references.js';
import { readWrongReference } from '../../../src/openclaw/secrets/wrong-references.js';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: other programs' own syntax
describe('a reference of another program', () => {
  test.each([
    'MY_TOKEN',
    '$MY_TOKEN',
    '${MY_TOKEN}',
    '$${MY_TOKEN}',
    'Bearer MY_TOKEN',
    'Bearer ${MY_TOKEN}',
  ])('%s has its own form', (text) => {
    expect(findWrongReference(text, environmentOf({ MY_TOKEN: 'x' }))).toBeUndefined();
  });

  test.each([
    'env:MY_TOKEN',
    'ENV:MY_TOKEN',
    'env://MY_TOKEN',
    'env.MY_TOKEN',
    'env MY_TOKEN',
    '{env:MY_TOKEN}',
    '{{env:MY_TOKEN}}',
    '{{ env.MY_TOKEN }}',
    '${env:MY_TOKEN}',
    '${env.MY_TOKEN}',
    '$env:MY_TOKEN',
    'ENV["MY_TOKEN"]',
    'process.env.MY_TOKEN',
    '${process.env.MY_TOKEN}',
    "process.env['MY_TOKEN']",
    'os.environ/MY_TOKEN',
    'env(MY_TOKEN)',
    'secretref:MY_TOKEN',
    'secretref:env:MY_TOKEN',
    'secretref:env:default:MY_TOKEN',
    'secretref-env:MY_TOKEN',
    'secretRef://env/MY_TOKEN',
    '${{ secrets.MY_TOKEN }}',
    '{{secrets.MY_TOKEN}}',
    '{secret:MY_TOKEN}',
    '%MY_TOKEN%',
    '$(MY_TOKEN)',
    '${{MY_TOKEN}}',
    'Bearer env:MY_TOKEN',
    'Bearer {env:MY_TOKEN}',
  ])('%s names the variable', (text) => {
    expect(readWrongReference(text)).toEqual({ variable: 'MY_TOKEN' });
  });

  test.each([
    ...['<MY_TOKEN>', '{{MY_TOKEN}}', '{{ MY_TOKEN }}', '{MY_TOKEN}', '[MY_TOKEN]'],
    ...[
      '#{MY_TOKEN}',
      '@MY_TOKEN',
      '!MY_TOKEN',
      'config.MY_TOKEN',
      'get:MY_TOKEN',
      '`MY_TOKEN`',
      '"MY_TOKEN"',
    ],
  ])('%s names the variable if there is one, otherwise it is a placeholder', (text) => {
    expect(findWrongReference(text, environmentOf({ MY_TOKEN: 'x' }))?.variable).toBe('MY_TOKEN');
    expect(findWrongReference(text, environmentOf({}))).toBeUndefined();
  });

  test.each(['op://vault/item/field', '{file:~/.token}', 'file:/run/token', 'vault:kv/x', '$(cat ~/.token)'])(
    '%s names no variable',
    (text) => {
      expect(readWrongReference(text)).toEqual({});
    },
  );

  test.each([
    'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
    'sk-proj-FAKE00000000000000000000000000000000000',
    'env:cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000',
    'secret.value',
    'environment',
    'MY_TOKEN',
    '${MY_TOKEN}',
    'Bearer ${MY_TOKEN}',
    'cloudflare-ai-gateway:default',
    '<your token>',
    '',
  ])('%j is none', (text) => {
    expect(readWrongReference(text)).toBeUndefined();
  });
});

test.each<[string, form: string, agent: string | undefined]>([
  ['env:MY_TOKEN', 'wrong-syntax', 'env:MY_TOKEN'],
  ['${env:MY_TOKEN}', 'wrong-syntax', '${env:MY_TOKEN}'],
  ['<MY_TOKEN>', 'wrong-syntax', '<MY_TOKEN>'],
  ['<OTHER_TOKEN>', 'literal', '<OTHER_TOKEN>'],
  ['secretref-env:MY_TOKEN', 'wrong-syntax', undefined],
  ['secretref-managed', 'missing', undefined],
  ['oauth:openai', 'missing', undefined],
])('as apiKey: %s', (text, form, agent) => {
  const reference = readApiKey(text, environmentOf({ MY_TOKEN: 'x' }));
  expect([reference.form, reference.agent]).toEqual([form, agent]);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: other programs' own syntax
