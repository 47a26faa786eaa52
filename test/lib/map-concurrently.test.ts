import { expect, test } from '@jest/globals';
import { mapConcurrently } from '../../src/lib/map-concurrently.js';

test.each([
  [1, 1],
  [2, 2],
  [9, 4],
])('at most %i at once, results in the order of the items', async (limit, most) => {
  let running = 0;
  let peak = 0;
  const results = await mapConcurrently(['a', 'b', 'c', 'd'], limit, async (item, index) => {
    peak = Math.max(peak, ++running);
    // The later an item, the sooner its work ends.
    for (let turn = index; turn < 4; turn++) await Promise.resolve();
    running--;
    return item + index;
  });
  expect(results).toEqual(['a0', 'b1', 'c2', 'd3']);
  expect(peak).toBe(most);
});

test('nothing to do', async () => {
  expect(await mapConcurrently([], 3, async () => 1)).toEqual([]);
});
