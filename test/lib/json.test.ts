import { describe, expect, test } from '@jest/globals';
import { isRecord, jsonObject, MAX_NESTING, parseJson, typeName } from '../../src/lib/json.js';

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

describe('nesting', () => {
  const nested = (levels: number, inner = '') =>
    `${'[{"a":'.repeat(levels / 2)}${inner || 1}${'}]'.repeat(levels / 2)}`;
  test.each([
    ['as deep as allowed', nested(MAX_NESTING), true],
    ['too deep', nested(MAX_NESTING + 2), false],
    ['far too deep', nested(100_000), false],
    ['brackets in a string', JSON.stringify(['\\"[{'.repeat(1000)]), true],
    ['many brackets side by side', `[${'[],'.repeat(1000)}{}]`, true],
  ])('%s', (_, text, isRead) => {
    expect(parseJson(text) !== undefined).toBe(isRead);
  });
});
