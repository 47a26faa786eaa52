import { expect, test } from '@jest/globals';
import { isLoopback } from '../../../src/gateway/address/origins.js';

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
