import { expect, test } from '@jest/globals';
import { type TimeWindow, Usage } from '../../../src/sandbox/state/usage.js';

const FIXED: TimeWindow = { technique: 'fixed', lengthMs: 1000 };
const SLIDING: TimeWindow = { technique: 'sliding', lengthMs: 1000 };

test.each<[string, TimeWindow, added: [at: number, amount: number][], now: number, used: number]>([
  ['nothing', FIXED, [], 5000, 0],
  [
    'amounts of one window',
    FIXED,
    [
      [5000, 1],
      [5999, 2],
    ],
    5999,
    3,
  ],
  ['a fixed window ends with the clock', FIXED, [[5999, 1]], 6000, 0],
  ['a sliding one goes along', SLIDING, [[5999, 1]], 6998, 1],
  ['until its length has passed', SLIDING, [[5999, 1]], 6999, 0],
  [
    'entry by entry',
    SLIDING,
    [
      [5000, 1],
      [5500, 2],
      [5500, 4],
      [5900, 8],
    ],
    6400,
    14,
  ],
  ['a window without a length holds nothing', { ...SLIDING, lengthMs: Number.NaN }, [[5000, 1]], 5000, 0],
])('%s', (_, window, added, now, used) => {
  const usage = new Usage();
  for (const [at, amount] of added) usage.add(at, window, amount);
  expect(usage.total(now, window)).toBe(used);
});

test('dollars of a window that has passed leave no rest behind', () => {
  const usage = new Usage();
  for (const amount of [0.1, 0.2, 0.3]) usage.add(5000, SLIDING, amount);
  expect(usage.total(9000, SLIDING)).toBe(0);
});
