import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoff } from '../../src/lib/backoff.js';
import { spread } from '../../src/lib/statistics.js';
import { Sum } from '../../src/lib/sum.js';

describe('spread', () => {
  test.each([
    [[], undefined],
    [[5], { min: 5, median: 5, p95: 5, max: 5 }],
    [[3, 1, 2], { min: 1, median: 2, p95: 3, max: 3 }],
    [Array.from({ length: 100 }, (_, index) => index + 1), { min: 1, median: 50, p95: 95, max: 100 }],
  ])('%j', (values, expected) => {
    expect(spread(values)).toEqual(expected);
  });
});

describe('backoff', () => {
  test.each([
    [100, 400, 1000, [100, 200, 400, 300]],
    [100, 1000, 50, [50]],
    [10, 10, 30, [10, 10, 10]],
  ])('from %d, at most %d, %d in all', (first, most, all, waits) => {
    expect([...backoff(first, most, all)]).toEqual(waits);
  });
});

describe('a sum', () => {
  test('does not lose what a plain one loses', () => {
    const sum = new Sum();
    for (const value of [1e16, 1, -1e16, 1e-6]) sum.add(value);
    expect(sum.value).toBe(1.000001);
  });

  test('is the same in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
        const [forth, back] = [new Sum(), new Sum()];
        for (const value of values) forth.add(value);
        for (const value of values.toReversed()) back.add(value);
        expect(forth.value).toBeCloseTo(back.value, 12);
      }),
    );
  });
});
