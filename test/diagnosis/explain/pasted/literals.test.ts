import { describe, expect, test } from '@jest/globals';
import { literalsIn } from '../../../../src/diagnosis/explain/pasted/literals.js';
import fc from '../../../property.js';

const values = (text: string) => literalsIn(text).map(({ value }) => value);

describe('an object or a list as programs print it', () => {
  test.each<[string, string, unknown]>([
    ['JSON', 'a {"b": [1, true, null]} c', { b: [1, true, null] }],
    ['a Python dict', "{'a': None, 'b': True, 'c': \"it's\"}", { a: null, b: true, c: "it's" }],
    ['an escaped quotation mark', "{'a': 'it\\'s'}", { a: "it's" }],
    ['an escape in hexadecimal', "{'a': '\\x41\\u0042'}", { a: 'AB' }],
    ['keys without quotation marks', "{ a: 'x', b_c: 1 }", { a: 'x', b_c: 1 }],
    ['a comma too many', '{"a": [1, 2,],}', { a: [1, 2] }],
    ['Ruby', '{"a" => "b"}', { a: 'b' }],
    [
      'a class before the braces',
      "{ headers: Headers { 'x-y': 'z' } }",
      { headers: { message: 'Headers', 'x-y': 'z' } },
    ],
    ['what Node leaves out', "{ a: [Object], b: [Array], c: 'd' }", { a: null, b: null, c: 'd' }],
    ['a symbol as key', "{ a: 'b', [Symbol(x.y)]: true }", { a: 'b', '[Symbol(x.y)]': true }],
    [
      'an error with its stack',
      "{ cause: Error: connect ECONNREFUSED\n      at f (x.js:1:2) {\n    code: 'ECONNREFUSED'\n  }\n}",
      { cause: { message: 'Error: connect ECONNREFUSED', code: 'ECONNREFUSED' } },
    ],
    ['a string over several lines', "{ a: 'one\\n' +\n  'two' }", { a: 'one\ntwo' }],
    [
      'a string that a terminal broke',
      '{"message":"Please configure\n  it"}',
      { message: 'Please configure   it' },
    ],
    [
      'cut off in a string',
      '{"error":[{"code":2009,"message":"Unauth',
      { error: [{ code: 2009, message: 'Unauth' }] },
    ],
    ['cut off with dots', '{"a":"b","c":{"d":"e"...', { a: 'b', c: { d: 'e' } }],
  ])('%s', (_title, text, value) => {
    expect(values(text)).toEqual([value]);
  });

  test.each([
    '[agent] started',
    'a [b] c {d} e',
    'see [1] and [2]: it works',
    '{a}',
    '{ one two three }',
    '[llm] {a: [1, x=2 and prose',
    '{',
    '[',
  ])('%j is prose', (text) => {
    expect(
      values(text).filter((value) => JSON.stringify(value) !== '[1]' && JSON.stringify(value) !== '[2]'),
    ).toEqual([]);
  });

  test('a string of many lines is prose, and so is what is deeper than any error', () => {
    expect(values(`{'a': 'x${'\n'.repeat(12)}'}`)).toEqual([{ a: `x${' '.repeat(12)}` }]);
    expect(values(`{'a': 'x${'\n'.repeat(13)}'}`)).toEqual([]);
    const nested = (depth: number) => `${'['.repeat(depth)}'a'${']'.repeat(depth)}`;
    expect(values(nested(65))).toHaveLength(1);
    expect(values(nested(66))).toEqual([['a']]);
  });

  test('every JSON text is read as JSON reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(values(`before ${text} after`)[0]).toEqual(JSON.parse(text));
      }),
      { numRuns: 100 },
    );
  });

  test.each(['[', '{', "['a', ", "{'a': {", '{a: ', '"[\'', '[[[[{{{{'])(
    '%j repeated is read in linear time',
    (part) => {
      const started = performance.now();
      literalsIn(part.repeat(50_000 / part.length));
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
