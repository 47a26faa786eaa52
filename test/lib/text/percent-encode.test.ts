import { expect, test } from '@jest/globals';
import { percentEncode } from '../../../src/lib/text/percent-encode.js';

test.each([
  ['a/b c', 'a%2Fb%20c'],
  ['half a pair \ud800', 'half%20a%20pair%20%EF%BF%BD'],
])('%j', (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});
