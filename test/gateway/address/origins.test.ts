import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE, isLoopback, originsFor } from '../../../src/gateway/address/origins.js';

test.each<[hostname: string, expected: boolean]>([
  ['localhost', true],
  ['LOCALHOST', true],
  ['localhost.', true],
  ['sandbox.localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['[::1]', true],
  ['::1', true],
  ['127.0.0.1.example', false],
  ['127.example', false],
  ['localhost.example', false],
  ['mylocalhost', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['[::]', false],
  ['10.0.0.1', false],
  ['', false],
])('%s: %p', (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected);
});

describe('the API that belongs to a block', () => {
  const SANDBOX = 'http://127.0.0.1:8787/v1/0123456789abcdef0123456789abcdef/my-gateway/compat';
  const FAKE = 'cfut_sandboxFAKEtoken000000000000000000000000000good0';

  test('is the sandbox’s for its tokens at its address', () => {
    expect(originsFor(CLOUDFLARE, SANDBOX, FAKE)).toEqual({
      gateway: 'http://127.0.0.1:8787',
      api: 'http://127.0.0.1:8787/client/v4',
    });
  });

  test.each<[title: string, address: string, token: string | undefined]>([
    ['a real token behind a local proxy', SANDBOX, 'cfut_FAKEfakeFAKEfake'],
    ['no token', SANDBOX, undefined],
    ['the sandbox’s token at Cloudflare', 'https://gateway.ai.cloudflare.com/v1/a/b/compat', FAKE],
    ['an address that is none', 'my-gateway', FAKE],
  ])('is Cloudflare’s for %s', (_title, address, token) => {
    expect(originsFor(CLOUDFLARE, address, token)).toBe(CLOUDFLARE);
  });

  test('is the one that the environment names', () => {
    const named = { ...CLOUDFLARE, api: 'http://127.0.0.1:9/client/v4' };
    expect(originsFor(named, SANDBOX, FAKE)).toBe(named);
  });
});
