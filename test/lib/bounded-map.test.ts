import { expect, test } from '@jest/globals';
import { BoundedMap } from '../../src/lib/bounded-map.js';

const filled = (most: number, values: readonly string[]) => {
  const map = new BoundedMap<string>(most, (value) => value.length);
  for (const [index, value] of values.entries()) map.set(String(index), value);
  return map;
};

test.each<[string, most: number, values: string[], left: string[]]>([
  ['what fits stays', 6, ['aa', 'bb', 'cc'], ['aa', 'bb', 'cc']],
  ['the oldest go first', 6, ['aa', 'bb', 'cc', 'd'], ['bb', 'cc', 'd']],
  ['as many as the new one needs', 7, ['aa', 'bb', 'cc', 'dddd'], ['cc', 'dddd']],
  ['one that is larger than all of it is not kept', 6, ['aa', 'bbbbbbb'], []],
])('%s', (_, most, values, left) => {
  expect([...filled(most, values).values()]).toEqual(left);
});

test('evicts many entries at once', () => {
  const map = new BoundedMap<string>(100);
  for (let index = 0; index <= 100; index++) map.set(String(index), '');
  expect([map.size, map.has('5'), map.has('6')]).toEqual([95, false, true]);
});

test('deleted, replaced and cleared entries no longer count', () => {
  const map = filled(6, ['aa', 'bb', 'cc']);
  map.delete('0');
  map.set('1', 'b');
  map.set('3', 'ddd');
  expect([...map]).toEqual([
    ['1', 'b'],
    ['2', 'cc'],
    ['3', 'ddd'],
  ]);
  map.clear();
  map.set('4', 'eeeeee');
  expect([...map.values()]).toEqual(['eeeeee']);
});
