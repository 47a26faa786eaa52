import { expect, test } from '@jest/globals';
import { makeAnswer } from '../../../src/diagnosis/exchange/answer.js';
import type { Complaint } from '../../../src/diagnosis/exchange/complaint.js';
import type { Plane } from '../../../src/diagnosis/exchange/exchange.js';

const complaint = (more: Partial<Complaint>): Complaint => ({
  speaker: 'provider',
  shape: 'error object',
  at: 'error',
  codes: [],
  kinds: ['k', 'l'],
  message: 'm',
  ...more,
});

const answer = (more: Partial<Complaint>, httpStatus: number, plane: Plane = 'gateway') =>
  makeAnswer(complaint(more), { plane, path: '', headers: {}, httpStatus });

test.each<[httpStatus: number, inner: number | undefined, status: number, inSuccess: boolean]>([
  [199, 401, 199, false],
  [200, 401, 401, true],
  [299, undefined, 0, true],
  [300, 401, 300, false],
  [404, 401, 404, false],
  [0, 401, 401, false],
  [0, undefined, 0, false],
])('HTTP %i with %j inside counts as %i, in a success: %s', (httpStatus, innerStatus, status, inSuccess) => {
  expect(answer({ innerStatus }, httpStatus)).toMatchObject({ status, inSuccess });
});

test.each<[Complaint['speaker'], Plane, Complaint['speaker']]>([
  ['provider', 'gateway', 'provider'],
  ['provider', 'rest', 'provider'],
  ['provider', 'management', 'gateway'],
  ['edge', 'management', 'edge'],
])('what the %s says on the plane %s is said by the %s', (speaker, plane, said) => {
  expect(answer({ speaker }, 400, plane).speaker).toBe(said);
});

test('the words are the kinds and the message', () => {
  expect(answer({}, 400).words).toBe('k \n l \n m');
});
