import { expect, test } from '@jest/globals';
import { once } from '../../src/lib/once.js';

test('the work runs on the first call only, also if it gives undefined', () => {
  let runs = 0;
  const work = once(() => {
    runs++;
    return undefined;
  });
  expect([runs, work(), work(), runs]).toEqual([0, undefined, undefined, 1]);
});
