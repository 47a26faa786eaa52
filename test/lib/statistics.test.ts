import { describe, expect, test } from '@jest/globals';
import { backoff } from '../../src/lib/backoff.js';
import { spread } from '../../src/lib/statistics.js';

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
