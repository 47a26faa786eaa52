import { expect, test } from '@jest/globals';
import { PATTERNS } from '../../../src/lib/redact/patterns.js';
import fc from '../../property.js';

/** A start of a secret of each form, and what may come before, between and after. */
const PIECES = [
  ...['sk-', 'cfut_', 'Bearer ', 'basic\n', 'x-api-key": "', 'Authorization=', 'api TOKEN: ', 'password '],
  ...[
    'eyJhbGciOi.',
    'eyJ',
    'eyj',
    'EYJ',
    '://',
    ':/',
    ':\\/\\/',
    '://user:',
    '?api_key=',
    '&Signature=',
    '#pwd=',
  ],
  ...[
    'abcdefgh',
    'A1b2C3d4E5',
    '0f'.repeat(20),
    '.',
    ':',
    '@',
    '/',
    '?',
    '&',
    '#',
    '=',
    '%3D',
    '\uFF1D',
    '-',
    '_',
    '**',
    '***',
  ],
  ...[' ', '\n', '"', "'", '$', '{', '\u212A', '\u017F'],
];

test('every match of a pattern has its sign in it, so that texts without it need not be searched', () => {
  const matched = new Set<RegExp>();
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));
  const check = (text: string) => {
    for (const { sign = '', form } of PATTERNS) {
      for (const [match] of text.matchAll(form)) {
        matched.add(form);
        expect(match).toContain(sign);
      }
    }
  };
  fc.assert(fc.property(texts, check), { numRuns: 30_000 });
  expect(matched.size).toBe(PATTERNS.length);
});
