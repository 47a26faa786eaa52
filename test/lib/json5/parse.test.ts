import { describe, expect, jest, test } from '@jest/globals';
import { Json5SyntaxError, parseJson5 } from '../../../src/lib/json5/parse.js';
import { deepEqual, parseValue } from '../../../src/lib/json5/values.js';
import { growth, QUADRATIC } from '../../growth.js';
import fc from '../../property.js';

describe('a syntax error has a position', () => {
  const table: [text: string, line: number, column: number, lineText: string, message: string][] = [
    ['{a:1', 1, 5, '{a:1', 'invalid end of input'],
    ['', 1, 1, '', 'invalid end of input'],
    ['{\n  a: 1\n  b: 2\n}', 3, 3, '  b: 2', "invalid character 'b'"],
    ['{\r\n  a: 1,,\r\n}', 2, 8, '  a: 1,,', "invalid character ','"],
    ['\uFEFF{a;1}', 1, 3, '{a;1}', "invalid character ';'"],
    // A line break inside a string is reported at the end of its line, not at the start of the next.
    ['{\n  a: "x\n}', 2, 8, '  a: "x', "invalid character '\\n'"],
    ['{\n  a: "x\r\n}', 2, 8, '  a: "x', "invalid character '\\r'"],
    ['// nothing\n', 1, 11, '// nothing', 'invalid end of input'],
    ['{\n  a: {\n  }\n\n', 3, 4, '  }', 'invalid end of input'],
    ['{a:1 "b":2}', 1, 6, '{a:1 "b":2}', `invalid character '"'`],
    [
      '['.repeat(1000) + ']'.repeat(1000),
      1,
      402,
      '['.repeat(1000) + ']'.repeat(1000),
      'nested more than 400 levels deep',
    ],
  ];
  test.each(table)('%j', (text, line, column, lineText, message) => {
    const error = caught(() => parseJson5(text));
    expect(error).toBeInstanceOf(Json5SyntaxError);
    expect(error).toMatchObject({ line, column, lineText, message });
  });
});

test('a JSON text has the value that json5 reads', () => {
  const key = fc.constantFrom('a', '__proto__', '1', '', 'constructor', '\u2028');
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, fc.json({ maxDepth: 1 }), tie('object'), tie('array')),
    object: fc
      .array(fc.tuple(key, tie('any')), { maxLength: 4 })
      .map(
        (members) => `{ ${members.map(([name, inner]) => `${JSON.stringify(name)}:${inner}`).join(',\n')} }`,
      ),
    array: fc.array(tie('any'), { maxLength: 3 }).map((elements) => `[${elements.join()}]`),
  })).any;
  fc.assert(
    fc.property(value, (text) => {
      const read = parseJson5(String(text)).value;
      const expected = parseValue(String(text));
      expect(deepEqual(read, expected)).toBe(true);
      expect(JSON.stringify(read)).toBe(JSON.stringify(expected));
    }),
  );
});

test('nothing is printed for a line separator in a string', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  expect(parseJson5("{ a: '\u2028' }").value).toEqual({ a: '\u2028' });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

describe('locate', () => {
  const text = '\uFEFF{ a: [1, { "b": 0x10 }],\r\n  a: [2, /* c */ { b: true }], __proto__: null }';
  test.each([
    [[], 1, 1, text.slice(1)],
    [['a'], 2, 6, '[2, /* c */ { b: true }]'],
    [['a', 1, 'b'], 2, 23, 'true'],
    [['__proto__'], 2, 43, 'null'],
  ])('%j', (path, line, column, source) => {
    const found = parseJson5(text).locate(path)!;
    expect(text.slice(found.start, found.end)).toBe(source);
    expect(found).toMatchObject({ line, column });
  });

  test.each([[['b']], [['a', 2]], [['a', '0']], [['a', 0, 'x']]])('nothing at %j', (path) => {
    expect(parseJson5(text).locate(path)).toBeUndefined();
  });
});

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

test('time grows with the number of values that are located, not with its square', () => {
  const located = (text: string) => {
    const { value, locate } = parseJson5(text);
    for (const key of Object.keys(value as object)) locate([key]);
  };
  const lines = (count: number) =>
    `// ${Math.random()}\n{\n${Array.from({ length: count }, (_, index) => `  key${index}: 1,\n`).join('')}}`;
  expect(growth(lines, located, 2000)).toBeLessThan(QUADRATIC);
});
