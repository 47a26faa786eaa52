import { describe, expect, test } from '@jest/globals';
import type { Expectation } from '../../src/conformance/asking/experiment.js';
import { compare } from '../../src/conformance/compare.js';
import type { Seen } from '../../src/conformance/seen.js';
import { shapeOf } from '../../src/conformance/shape.js';

const EXPECTED: Expectation = {
  status: 400,
  codes: [2001],
  says: /configure AI Gateway/,
  headers: { 'cf-aig-step': /^0$/, 'cf-aig-log-id': 'present', 'retry-after': 'absent' },
  shape: ['error[].code: number', 'success: boolean'],
  cause: 'gateway-not-found',
};
const SEEN: Seen = {
  status: 400,
  codes: [2001],
  message: 'Please configure AI Gateway in the dashboard',
  headers: { 'cf-aig-step': '0', 'cf-aig-log-id': '<ulid>' },
  body: '',
  shape: ['error: array', 'error[].code: number', 'success: boolean', 'more: string'],
  cause: 'gateway-not-found',
};

test('what is as expected has no differences, whatever else there is', () => {
  expect(compare(EXPECTED, SEEN)).toEqual([]);
});

describe('every part is compared', () => {
  test.each<[string, Partial<Seen>, { what: string; expected: string; seen: string }]>([
    ['status', { status: 404 }, { what: 'status', expected: '400', seen: '404' }],
    ['a code', { codes: [2009] }, { what: 'codes', expected: '2001', seen: '2009' }],
    ['one code more', { codes: [2001, 7000] }, { what: 'codes', expected: '2001', seen: '2001, 7000' }],
    ['no code', { codes: [] }, { what: 'codes', expected: '2001', seen: 'none' }],
    [
      'words',
      { message: 'Not found' },
      { what: 'message', expected: 'configure AI Gateway', seen: 'Not found' },
    ],
    ['no words', { message: undefined }, { what: 'message', expected: 'configure AI Gateway', seen: 'none' }],
    [
      'the value of a header',
      { headers: { ...SEEN.headers, 'cf-aig-step': '1' } },
      { what: 'header cf-aig-step', expected: '^0$', seen: '1' },
    ],
    [
      'a header that is missing',
      { headers: { 'cf-aig-step': '0' } },
      { what: 'header cf-aig-log-id', expected: 'present', seen: 'absent' },
    ],
    [
      'a header too many',
      { headers: { ...SEEN.headers, 'retry-after': '60' } },
      { what: 'header retry-after', expected: 'absent', seen: '60' },
    ],
    [
      'the type of a field',
      { shape: ['error: array', 'error[].code: string', 'success: boolean'] },
      { what: 'body', expected: 'error[].code: number', seen: 'error[].code: string' },
    ],
    [
      'another form',
      { shape: ['errors: array', 'errors[].code: number', 'success: boolean'] },
      { what: 'body', expected: 'error[].code: number', seen: 'errors: array, success: boolean' },
    ],
    ['the diagnosis', { cause: null }, { what: 'diagnosis', expected: 'gateway-not-found', seen: 'healthy' }],
  ])('%s', (_name, change, difference) => {
    expect(compare(EXPECTED, { ...SEEN, ...change })).toEqual([difference]);
  });
});

test('a code in a chain counts once, in any order', () => {
  expect(
    compare(
      { status: 400, codes: [6111, 6003], cause: null },
      { ...SEEN, codes: [6003, 6111, 6003], cause: null },
    ),
  ).toEqual([]);
});

test('the shape of a body', () => {
  expect(shapeOf({ a: [{ b: 1 }, { b: null, c: 'x' }], d: {}, e: [] })).toEqual([
    'a: array',
    'a[].b: null',
    'a[].b: number',
    'a[].c: string',
    'a[]: object',
    'd: object',
    'e: array',
  ]);
});
