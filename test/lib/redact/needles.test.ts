import { describe, expect, test } from '@jest/globals';
import { Needles } from '../../../src/lib/redact/needles.js';

/** Few texts are searched for one by one, many by their beginnings: 100 is the last number of few. */
const MANY = Array.from({ length: 120 }, (_, index) => `never-${index}`);

describe.each([
  ['few', []],
  ['many', MANY],
])('where texts are, of %s', (_, others) => {
  test.each<[text: string, needles: string[], found: [number, number][]]>([
    [
      '-abcdef-abcdef',
      ['abcdef'],
      [
        [1, 7],
        [8, 14],
      ],
    ],
    [
      'abcdefgh',
      ['abcdef', 'abcdefgh', 'cdef'],
      [
        [0, 6],
        [0, 8],
        [2, 6],
      ],
    ],
    ['abcdefgh', ['abcdxx', 'abcdef'], [[0, 6]]],
    [
      'ababababa',
      ['ababa', 'ababa'],
      [
        [0, 5],
        [2, 7],
        [4, 9],
      ],
    ],
    ['abc', ['abcd'], []],
    ['abcd', ['abcd'], [[0, 4]]],
    ['', ['abcd'], []],
  ])('%j', (text, texts, found) => {
    const needles = new Needles(4);
    for (const each of [...others, ...texts]) needles.add(each);
    expect([...needles.findIn(text)].sort(([a, b], [c, d]) => a - c || b - d)).toEqual(found);
  });
});
