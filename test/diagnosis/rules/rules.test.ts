import { expect, test } from '@jest/globals';
import { makeAnswer } from '../../../src/diagnosis/exchange/answer.js';
import type { Complaint } from '../../../src/diagnosis/exchange/complaint.js';
import type { Plane } from '../../../src/diagnosis/exchange/exchange.js';
import { causeOf } from '../../../src/diagnosis/rules/rules.js';

function cause(
  message: string,
  httpStatus: number,
  speaker: Complaint['speaker'] = 'provider',
  plane: Plane = 'gateway',
) {
  const complaint: Complaint = { speaker, shape: 'text', at: 'text', codes: [], kinds: [], message };
  return causeOf(makeAnswer(complaint, { plane, path: '', headers: {}, httpStatus })).cause;
}

test.each([
  [0, 'provider-rate-limited'],
  [400, 'provider-rate-limited'],
  [403, 'provider-rate-limited'],
  [413, 'provider-rate-limited'],
  [429, 'provider-rate-limited'],
  [503, 'provider-rate-limited'],
  [418, 'provider-error-other'],
])('a provider speaks of a rate limit with status %i: %s', (status, expected) => {
  expect(cause('rate limit', status)).toBe(expected);
});

test.each([
  [0, 'provider-key-rejected', 'provider-key-rejected'],
  [400, 'provider-key-rejected', 'provider-bad-request'],
  [401, 'provider-key-rejected', 'provider-key-rejected'],
  [403, 'provider-key-rejected', 'provider-key-rejected'],
  [404, 'provider-key-rejected', 'provider-path-wrong'],
  [407, 'provider-key-rejected', 'provider-key-rejected'],
  [418, 'provider-error-other', 'provider-error-other'],
  [422, 'provider-key-rejected', 'provider-bad-request'],
  [499, 'provider-timeout', 'provider-timeout'],
  [500, 'provider-key-rejected', 'provider-outage'],
])('a provider calls a key or a token invalid with status %i: %s, %s', (status, key, token) => {
  expect([cause('invalid api key', status), cause('invalid token', status)]).toEqual([key, token]);
});

test.each<[Plane, string]>([
  ['rest', 'token-rejected'],
  ['management', 'token-rejected'],
])('a refusal of the API without a code or known words, %s: %s', (plane, expected) => {
  expect(cause('no', 401, 'gateway', plane)).toBe(expected);
});
