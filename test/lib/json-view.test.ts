import { describe, expect, test } from '@jest/globals';
import { Json } from '../../src/lib/json-view.js';

const VIEW = new Json({ a: [{ b: 'text' }, 2], on: false, nothing: null });

describe('a step', () => {
  test.each<[path: (string | number)[], value: unknown]>([
    [['a', 0, 'b'], 'text'],
    [['a', -1], 2],
    [['a', 5], undefined],
    [['a', 'length'], undefined],
    [['a', 0, 'b', 'length'], undefined],
    [['nothing', 'x'], undefined],
    [['missing', 'x', 0], undefined],
    [['toString'], undefined],
    [['__proto__'], undefined],
  ])('%j', (path, value) => {
    expect(path.reduce((view, key) => view.at(key), VIEW).value).toBe(value);
  });
});

describe('what it holds', () => {
  const NONE = {
    exists: true,
    array: undefined,
    entries: [],
    text: undefined,
    number: undefined,
    flag: undefined,
  };
  test.each<[value: unknown, held: object]>([
    ['text', { text: 'text' }],
    ['', { text: '' }],
    [0, { number: 0 }],
    [false, { flag: false }],
    [null, { exists: false }],
    [undefined, { exists: false }],
    [[1, 'a'], { array: [1, 'a'] }],
    [{ a: 1 }, { entries: [['a', 1]] }],
  ])('%j', (value, held) => {
    const view = new Json(value);
    expect({
      exists: view.exists(),
      array: view.array()?.map((item) => item.value),
      entries: view.entries().map(([key, inner]) => [key, inner.value]),
      text: view.text(),
      number: view.number(),
      flag: view.flag(),
    }).toEqual({ ...NONE, ...held });
  });

  test.each([
    [0, 0],
    [12, 12],
    [12.5, undefined],
    [-1, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    ['1', undefined],
  ])('as a count, %p is %p', (value, count) => {
    expect(new Json(value).count()).toBe(count);
  });

  test('a text is given for what it has to contain', () => {
    expect([new Json('no route').text('route'), new Json('no route').text('key')]).toEqual([
      'no route',
      undefined,
    ]);
  });

  test('JSON text', () => {
    expect([Json.parse('{"a":1}')?.value, Json.parse('null')?.value, Json.parse('{')]).toEqual([
      { a: 1 },
      null,
      undefined,
    ]);
  });
});
