import { expect, test } from '@jest/globals';
import { percentDecode } from '../../../src/lib/text/percent-decode.js';

test.each([
  ['encoded', 'my%20gateway%2F1', 'my gateway/1'],
  ['plain', 'my-gateway', 'my-gateway'],
  ['malformed', '100%', '100%'],
  ['no UTF-8', '%ff', '%ff'],
])('%s', (_what, text, decoded) => {
  expect(percentDecode(text)).toBe(decoded);
});
