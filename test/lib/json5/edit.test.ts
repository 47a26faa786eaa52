import { describe, expect, test } from '@jest/globals';
import type { Json5Edit } from '../../../src/lib/json5/apply.js';
import { editJson5 } from '../../../src/lib/json5/edit.js';
import { EditRefused } from '../../../src/lib/json5/edit-refused.js';
import { Json5SyntaxError, type Path } from '../../../src/lib/json5/parse.js';
import { growth, QUADRATIC } from '../../growth.js';

const set = (path: Path, value: unknown): Json5Edit => ({ op: 'set', path, value });
const remove = (path: Path): Json5Edit => ({ op: 'remove', path });
const lines = (...list: string[]): string => list.join('\n');

describe('a new member follows the style around it', () => {
  const table: [what: string, before: string, path: Path, value: unknown, after: string][] = [
    ['plain JSON', '{\n  "a": 1\n}\n', ['b'], 'x', '{\n  "a": 1,\n  "b": "x"\n}\n'],
    ['a trailing comma', '{\n  a: 1,\n}', ['b'], 2, '{\n  a: 1,\n  b: 2,\n}'],
    ['tabs', '{\n\ta: 1\n}', ['b'], { c: 2 }, '{\n\ta: 1,\n\tb: {\n\t\tc: 2\n\t}\n}'],
    [
      'four blanks',
      '{\n    a: {}\n}',
      ['a', 'b'],
      { c: 2 },
      '{\n    a: {\n        b: {\n            c: 2\n        }\n    }\n}',
    ],
    ['single quotes', "{'a': 'x'}", ['b'], "it's", "{'a': 'x', 'b': 'it\\'s'}"],
    ['bare keys', "{a: 'x'}", ['b'], 'y', "{a: 'x', b: 'y'}"],
    ['bare keys, one that needs quotes', "{a: 'x'}", ['b-c'], 'y', "{a: 'x', 'b-c': 'y'}"],
    [
      'the siblings before the majority',
      `{'a': 1, 'b': 2, 'c': {d: 1}}`,
      ['c', 'e'],
      2,
      `{'a': 1, 'b': 2, 'c': {d: 1, e: 2}}`,
    ],
    ['minified', '{"a":1,"l":[1,2]}', ['b'], { c: [1, 2] }, '{"a":1,"l":[1,2],"b":{"c":[1,2]}}'],
    ['one line with blanks', '{ a: 1 }', ['b'], { c: 2 }, '{ a: 1, b: { c: 2 } }'],
    ['CRLF', '{\r\n  a: 1\r\n}\r\n', ['b', 'c'], 2, '{\r\n  a: 1,\r\n  b: {\r\n    c: 2\r\n  }\r\n}\r\n'],
    ['byte order mark', '\uFEFF{\n  a: 1\n}', ['b'], 2, '\uFEFF{\n  a: 1,\n  b: 2\n}'],
    ['a comment behind the last', '{\n  a: 1 // one\n}', ['b'], 2, '{\n  a: 1, // one\n  b: 2\n}'],
    ['a comment behind the last, one line', '{ a: 1 /* one */ }', ['b'], 2, '{ a: 1 /* one */, b: 2 }'],
    ['a comment at the end', '{\n  a: 1,\n  // end\n}', ['b'], 2, '{\n  a: 1,\n  b: 2,\n  // end\n}'],
    ['a comment alone', '{\n  // none yet\n}', ['b'], 2, '{\n  // none yet\n  b: 2\n}'.replace('b', '"b"')],
    ['an empty object', '{}', ['b'], 2, '{\n  "b": 2\n}'],
    ['an empty object in a file of lines', '{\n  a: {},\n}', ['a', 'b'], 2, '{\n  a: {\n    b: 2,\n  },\n}'],
    ['comma first', '{ a: 1\n, b: 2\n}', ['c'], 3, '{ a: 1\n, b: 2,\n  c: 3\n}'],
    ['short lists on one line', '{\n  a: 1\n}', ['l'], ['x', 'y'], '{\n  a: 1,\n  l: ["x", "y"]\n}'],
    [
      'lists of objects',
      '{\n  a: 1\n}',
      ['l'],
      [{ b: 1 }],
      '{\n  a: 1,\n  l: [\n    {\n      b: 1\n    }\n  ]\n}',
    ],
    [
      'an element',
      '{\n  l: [\n    1, // one\n  ],\n}',
      ['l', 1],
      2,
      '{\n  l: [\n    1, // one\n    2,\n  ],\n}',
    ],
    ['an element of an empty list', '{\n  l: []\n}', ['l', 0], 'x', '{\n  l: ["x"]\n}'],
    ['`__proto__`', '{a: 1}', ['__proto__'], 1, '{a: 1, __proto__: 1}'],
    [
      'most strings',
      `{"a": "x", "b": 'y', "c": 'z'}`,
      ['d'],
      'w',
      `{"a": "x", "b": 'y', "c": 'z', "d": 'w'}`,
    ],
    ['most colons', '{a: {b:1, c:2}}', ['a', 'd'], 3, '{a: {b:1, c:2,d:3}}'],
    ['no padding where colons have none', '{a:1}', ['b'], { c: 1 }, '{a:1,b:{c:1}}'],
    ['a blank before the colon', '{"a" : {"b" : 1}}', ['c'], { d: 1 }, '{"a" : {"b" : 1}, "c" : {"d" : 1}}'],
    [
      'most objects without padding',
      '{ a: {b: 1}, c: {d: 1} }',
      ['e'],
      { f: 1 },
      '{ a: {b: 1}, c: {d: 1}, e: {f: 1} }',
    ],
    [
      'most objects with padding',
      '{ a: { b: 1 }, c: {d: 1} }',
      ['e'],
      { f: 1 },
      '{ a: { b: 1 }, c: {d: 1}, e: { f: 1 } }',
    ],
    [
      'most trailing commas, its own before them',
      '{\n  a: {\n    x: 1,\n  },\n  b: {\n    y: 1,\n  }\n}',
      ['b', 'z'],
      [{ q: 1 }],
      '{\n  a: {\n    x: 1,\n  },\n  b: {\n    y: 1,\n    z: [\n      {\n        q: 1,\n      },\n    ],\n  }\n}',
    ],
    [
      'no trailing comma where most have none',
      '{\n  a: {\n    x: 1\n  },\n  b: {\n    y: 1,\n  }\n}',
      ['b', 'z'],
      [{ q: 1 }],
      '{\n  a: {\n    x: 1\n  },\n  b: {\n    y: 1,\n    z: [\n      {\n        q: 1\n      }\n    ],\n  }\n}',
    ],
    ['lines only in an empty list', '{a: [\n]}', ['b'], { c: 1 }, '{a: [\n], b: {c: 1}}'],
    ['empty ones on one line', '{a: 1, b: {}, c: []}', ['d'], { e: {} }, '{a: 1, b: {}, c: [], d: {e: {}}}'],
    ['an empty object on one line', '{a: {}}', ['a', 'b'], 1, '{a: {b: 1}}'],
    ['an empty object on one line with blanks', '{ a: {} }', ['a', 'b'], 1, '{ a: { b: 1 } }'],
    ['an empty list on one line with blanks', '{ a: [] }', ['a', 0], 1, '{ a: [1] }'],
    ['old line ends', '{\r  a: 1\r}', ['b'], { c: 1 }, '{\r  a: 1,\r  b: {\r    c: 1\r  }\r}'],
    [
      'a bracket behind the last',
      '{\n\n    a: 1}',
      ['b'],
      { c: 1 },
      '{\n\n    a: 1,\n    b: {\n        c: 1\n    }}',
    ],
    [
      'an indented object behind a byte order mark',
      '\uFEFF  {\n    a: 1\n  }',
      ['b'],
      { c: 1 },
      '\uFEFF  {\n    a: 1,\n    b: {\n      c: 1\n    }\n  }',
    ],
    [
      'a line break before the bracket only',
      '{ a: 1\n}',
      ['c'],
      { d: 1 },
      '{ a: 1,\n  c: {\n    d: 1\n  }\n}',
    ],
    [
      'lines among members on one line',
      '{\n a: [1, 2], b: {c: 1,\n d: 2}}',
      ['b', 'e'],
      { f: 1 },
      '{\n a: [1, 2], b: {c: 1,\n d: 2,\n e: {\n  f: 1\n }}}',
    ],
    [
      'a list that fills a line',
      '{\n  a: 1\n}',
      ['l'],
      ['x'.repeat(62), 'y'.repeat(8)],
      `{\n  a: 1,\n  l: ["${'x'.repeat(62)}", "${'y'.repeat(8)}"]\n}`,
    ],
    [
      'a list that is longer than a line',
      '{\n  a: 1\n}',
      ['l'],
      ['x'.repeat(63), 'y'.repeat(8)],
      `{\n  a: 1,\n  l: [\n    "${'x'.repeat(63)}",\n    "${'y'.repeat(8)}"\n  ]\n}`,
    ],
    [
      'a list with an object in it',
      '{\n  a: 1\n}',
      ['l'],
      [null, { b: 1 }],
      '{\n  a: 1,\n  l: [\n    null,\n    {\n      b: 1\n    }\n  ]\n}',
    ],
    ['a list with null in it', '{\n  a: 1\n}', ['l'], [null, 1], '{\n  a: 1,\n  l: [null, 1]\n}'],
    ['missing parents, a list among them', '{a: 1}', ['b', 0, 'c'], 1, '{a: 1, b: [{c: 1}]}'],
  ];
  test.each(table)('%s', (_, before, path, value, after) => {
    expect(editJson5(before, [set(path, value)])).toBe(after);
    expect(editJson5(after, [set(path, value)])).toBe(after);
  });
});

describe('only differences are rewritten', () => {
  const table: [what: string, before: string, path: Path, value: unknown, after: string][] = [
    ['a value', "{ a: 'x', /* c */ b: 2 }", ['a'], 'y', "{ a: 'y', /* c */ b: 2 }"],
    ['an equal value', '{ a: 0x10, b: +.5 }', [], { b: 0.5, a: 16 }, '{ a: 0x10, b: +.5 }'],
    [
      'one member of an object',
      '{ o: { /* x */ a: 1, b: 2 } }',
      ['o'],
      { a: 1, b: 3 },
      '{ o: { /* x */ a: 1, b: 3 } }',
    ],
    [
      'members that come and go',
      '{ o: { a: 1, /* b */ b: 2 } }',
      ['o'],
      { b: 2, c: 3 },
      '{ o: { /* b */ b: 2, c: 3 } }',
    ],
    ['one element', '{ l: [1, /* two */ 2] }', ['l'], [0, 2], '{ l: [0, /* two */ 2] }'],
    ['an element more', '{ l: [1, 2 /* two */] }', ['l'], [1, 2, 3], '{ l: [1, 2 /* two */, 3] }'],
    [
      'an element less',
      '{ l: [{ a: 1 }, { b: /* b */ 2 }] }',
      ['l'],
      [{ b: 2 }],
      '{ l: [{ b: /* b */ 2 }] }',
    ],
    ['the last of duplicate keys', '{ a: 1, a: 2 }', ['a'], 3, '{ a: 1, a: 3 }'],
    ['an escaped key', '{ "\\u0061": 1 }', ['a'], 2, '{ "\\u0061": 2 }'],
    ['a scalar by an object', '{\n  a: 1\n}', ['a'], { b: 2 }, '{\n  a: {\n    b: 2\n  }\n}'],
    [
      'an element in the middle less',
      '{ l: [{ a: 1 }, { b: 2 }, { /* c */ c: 3 }] }',
      ['l'],
      [{ a: 1 }, { c: 3 }],
      '{ l: [{ a: 1 }, { /* c */ c: 3 }] }',
    ],
    ['an element less and two more', '{ l: [1, 2, 3, 4] }', ['l'], [1, 4, 5, 6], '{ l: [1, 4, 5, 6] }'],
    ['the last element less', '{ l: [1 /* one */, 2] }', ['l'], [1], '{ l: [1 /* one */] }'],
    ['all elements less', '{ l: [1, 2] }', ['l'], [], '{ l: [] }'],
    ['a member that is undefined', '{ a: 1 }', ['a'], { b: undefined }, '{ a: {} }'],
  ];
  test.each(table)('%s', (_, before, path, value, after) => {
    expect(editJson5(before, [set(path, value)])).toBe(after);
  });
});

describe('removing deletes the member, its comma and its line', () => {
  const text = lines('{', '  a: 1, // a', '', '  // about b', '  b: 2,', '  c: { d: [1, 2, 3] }', '}');
  const table: [what: string, before: string, path: Path, after: string][] = [
    [
      'the first',
      text,
      ['a'],
      lines('{', '  // a', '', '  // about b', '  b: 2,', '  c: { d: [1, 2, 3] }', '}'),
    ],
    [
      'one in the middle',
      text,
      ['b'],
      lines('{', '  a: 1, // a', '', '  // about b', '  c: { d: [1, 2, 3] }', '}'),
    ],
    ['the last', text, ['c'], lines('{', '  a: 1, // a', '', '  // about b', '  b: 2', '}')],
    ['an element', text, ['c', 'd', 1], text.replace('1, 2, 3', '1, 3')],
    ['the only one', '{ a: { b: 1 } }', ['a', 'b'], '{ a: {} }'],
    ['one of a line', '{ a: 1, b: 2, c: 3 }', ['b'], '{ a: 1, c: 3 }'],
    ['all duplicates', '{ a: 1, b: 2, a: 3 }', ['a'], '{ b: 2 }'],
    ['with a comment before the comma', '{ a: 1 /* a */, b: 2 }', ['a'], '{ /* a */ b: 2 }'],
    ['after a line comment', '{ // x  \n  a: 1, b: 2 }', ['a'], '{ // x  \n  b: 2 }'],
    ['the last after a line comment', '{ a: 1, // x\n b: 2 }', ['b'], '{ a: 1 // x\n }'],
    ['the last after a comment before the comma', '{ a: 1 /* x */, b: 2 }', ['b'], '{ a: 1 /* x */ }'],
    ['the last after a comment behind the comma', '{ a: 1, /* x */ b: 2 }', ['b'], '{ a: 1 /* x */ }'],
    ['the only one behind a comment', '{ /* x */ a: 1 }', ['a'], '{ /* x */ }'],
    ['the only one before a comment', '{ a: 1 /* x */ }', ['a'], '{ /* x */ }'],
    ['the last of a line', '{\n  a: 1, b: 2,\n  c: 3\n}', ['b'], '{\n  a: 1,\n  c: 3\n}'],
    ['the first below a comment', '{\n  // x\n  a: 1,\n  b: 2\n}', ['a'], '{\n  // x\n  b: 2\n}'],
    ['the last below a comment', '{\n  a: 1,\n  // x\n  b: 2 }', ['b'], '{\n  a: 1\n  // x\n  }'],
    ['the first of a minified object', '{"a":1,"b":2}', ['a'], '{"b":2}'],
    ['the last of a minified object', '{"a":1,"b":2}', ['b'], '{"a":1}'],
    ['one with a blank before the comma', '{a: 1 ,b: 2}', ['a'], '{b: 2}'],
    ['one behind a comment on its line', '{a: 1,\n/* x */b: 2\n}', ['b'], '{a: 1\n/* x */\n}'],
    ['what is not there', text, ['z', 'y'], text],
  ];
  test.each(table)('%s', (_, before, path, after) => {
    expect(editJson5(before, [remove(path)])).toBe(after);
  });
});

describe('a file without a value becomes an object', () => {
  test.each([
    ['', '{\n  "a": 1\n}\n'],
    ['\uFEFF', '\uFEFF{\n  "a": 1\n}\n'],
    ['// mine\r\n', '// mine\r\n{\r\n  "a": 1\r\n}\r\n'],
    ['/* mine */', '/* mine */\n{\n  "a": 1\n}\n'],
    ['// my\n// file', '// my\n// file\n{\n  "a": 1\n}\n'],
  ])('%j', (before, after) => {
    expect(editJson5(before, [set(['a'], 1)])).toBe(after);
    expect(editJson5(before, [remove(['a'])])).toBe(before);
  });
});

describe('refuses', () => {
  const table: [before: string, edit: Json5Edit, reason: string][] = [
    ['[1]', set(['a'], 1), 'the file contains an array, not an object'],
    ['"x"', set(['a'], 1), 'the file contains a string, not an object'],
    ['null', set(['a'], 1), 'the file contains null, not an object'],
    ['{}', set([], [1]), 'the file must contain an object, not an array'],
    ['', set([], 1), 'the file must contain an object, not a number'],
    ['{}', remove([]), 'the whole document cannot be removed'],
    ['{ a: { b: "x" } }', set(['a', 'b', 'c'], 1), 'a.b is a string, not an object'],
    ['{ a: null }', set(['a', 'b'], 1), 'a is null, not an object'],
    ['{ "a-b": [1] }', set(['a-b', 'c'], 1), 'a-b is an array, not an object'],
    ['{ a: [1] }', set(['a', 2], 1), 'index 2 is out of range in a'],
    ['{ a: [1] }', remove(['a', -1]), 'index -1 is out of range in a'],
    ['{ a: { /* mine */ b: 1 } }', set(['a'], 1), 'a contains a comment that would be lost'],
    ['{ a: [{ b: 1 /* mine */ }] }', remove(['a', 0]), 'a[0] contains a comment that would be lost'],
    ['{}', set(['a'], () => {}), 'a function cannot be written as JSON5'],
  ];
  test.each(table)('%s', (before, edit, reason) => {
    expect(() => editJson5(before, [edit])).toThrow(new EditRefused(reason));
  });

  test('a text that is not JSON5', () => {
    expect(() => editJson5('{ a: }', [set(['a'], 1)])).toThrow(Json5SyntaxError);
  });
});

test('dropInnerComments drops the comments inside the value, never those outside', () => {
  const before = '{ /* 1 */ a: { /* 2 */ b: 1 } /* 3 */ }';
  expect(editJson5(before, [remove(['a'])], { dropInnerComments: true })).toBe('{ /* 1 */ /* 3 */ }');
});

describe('a large document takes time in proportion', () => {
  const members = (count: number, member: (index: number) => string) => {
    const unique = `// ${Math.random()}\n`;
    return `${unique}{\n${Array.from({ length: count }, (_, index) => member(index)).join(',\n')}\n}`;
  };
  test.each<[string, (index: number) => string]>([
    ['of members on a line each', (index) => `  "m${index}": { "on": true }`],
    ['of objects that span lines', (index) => `  m${index}: {\n    on: [1, 2], // note\n  }`],
    ['of strings', (index) => `  'm${index}': "text with \\u0041"`],
  ])('%s', (_, member) => {
    const input = (count: number) => members(count, member);
    expect(
      growth(input, (text) =>
        editJson5(text, [set(['new', 'one'], { a: 1 }), set(['m1'], 2)], { dropInnerComments: true }),
      ),
    ).toBeLessThan(QUADRATIC);
  });
});
