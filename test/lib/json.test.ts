import { describe, expect, test } from '@jest/globals';
import { isRecord, jsonObject, parseJson, typeName } from '../../src/lib/json.js';

describe('a JSON text', () => {
  test.each([
    ['{"a":1}', { a: 1 }, 'an object'],
    ['[1]', [1], 'an array'],
    ['null', null, 'null'],
    ['"x"', 'x', 'a string'],
    ['1', 1, 'a number'],
    ['true', true, 'a boolean'],
    ['', undefined, undefined],
    ['{', undefined, undefined],
  ])('%s', (text, value, name) => {
    const isObject = name === 'an object';
    expect(parseJson(text)).toEqual(value);
    expect(isRecord(value)).toBe(isObject);
    expect(jsonObject(text)).toEqual(isObject ? value : undefined);
    if (name) expect(typeName(value)).toBe(name);
  });
});
