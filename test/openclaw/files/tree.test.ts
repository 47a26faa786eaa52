import { expect, test } from '@jest/globals';
import { ANY, matches, type Pattern, valueAt } from '../../../src/openclaw/files/tree.js';

test.each([
  ['a member', { a: { b: 1 } }, ['a', 'b'], 1],
  ['an item', { a: [1, 2] }, ['a', 1], 2],
  ['an index of an object', { a: { 0: 'x' } }, ['a', 0], undefined],
  ['a name of a list', { a: ['x'] }, ['a', 'length'], undefined],
  ['what every object inherits', {}, ['toString'], undefined],
  ['beyond a text', { a: 'text' }, ['a', 'b'], undefined],
])('the value at a path: %s', (_name, root, path, value) => {
  expect(valueAt(root, path)).toBe(value);
});

test.each([
  ['members', { a: { x: 1 }, b: { x: 2, y: 3 } }, [ANY, 'x'], ['a.x', 'b.x']],
  ['items', { l: [{ x: 1 }, 'text', { x: 2 }] }, ['l', ANY, 'x'], ['l.0.x', 'l.2.x']],
  ['nothing of a text', { a: 'text' }, ['a', ANY], []],
  ['no member without a value', { a: undefined, b: null }, [ANY], ['b']],
])('what matches a pattern: %s', (_name, root, pattern, paths) => {
  expect(matches(root, pattern as Pattern).map(({ path }) => path.join('.'))).toEqual(paths);
});
