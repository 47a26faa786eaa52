import { expect, test } from '@jest/globals';
import { type Category, deciding } from '../../../src/diagnosis/causes/category.js';

test.each<[list: (Category | undefined)[], decides: number | undefined]>([
  [['upstream-error', 'network', 'bad-url'], 1],
  [['bad-token', 'bad-token'], 0],
  [[undefined, 'gateway-policy', undefined, 'config'], 3],
  [[undefined], undefined],
  [[], undefined],
])('of %j decides %j', (list, decides) => {
  const failures = list.map((category, index) => ({ category, index }));
  expect(deciding(failures)?.index).toBe(decides);
});
