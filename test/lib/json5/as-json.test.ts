import { expect, test } from '@jest/globals';
import JSON5 from 'json5';
import { asJson } from '../../../src/lib/json5/as-json.js';
import { parseJson5 } from '../../../src/lib/json5/parse.js';
import { scanJson5 } from '../../../src/lib/json5/scan.js';
import { parseValue } from '../../../src/lib/json5/values.js';

test.each([
  ['{"a":1}', '{"a":1}'],
  ['{\n  // mine\n  a: 1, // "b": 2,\n}', '{\n   \n  "a": 1  \n}'],
  ['[1,/* two */2,]', '[1, 2]'],
  ['{$a_1: {b: [],},}', '{"$a_1": {"b": []}}'],
  ['{"//": "/* no comment */",}', '{"//": "/* no comment */"}'],
  [String.raw`{"a\"": "\\",}`, String.raw`{"a\"": "\\"}`],
  ["{'a': +1, \\u0062: .5, ü: 1}", "{'a': +1, \\u0062: .5, ü: 1}"],
])('%j in the spelling of JSON', (text, json) => {
  expect(asJson(text, scanJson5(text))).toBe(json);
});

test.each([
  '{a: 1, "a": 2, __proto__: {b: 1}, constructor: 3,}',
  '{/**/"a"/**/:/**/1/**/,/**/}',
  "{'a': 'b', c: +1, d: 0x10, e: Infinity, f: .5}",
  '\uFEFF// mine\n{a: "\u2028",}',
  '// only\n[1, 2, 3,] // end',
  '{"a": "\\x41\\\nb"}',
])('%j has the value that json5 reads', (text) => {
  expect(parseJson5(text).value).toEqual(parseValue(text.replace(/^\uFEFF/, '')));
});

test.each([
  '{,}',
  '[,]',
  '{a:1,,}',
  '[1 2]',
  '{a 1}',
  '{a-b: 1}',
  '{1a: 1}',
  '{a:1}}',
  '{a: 1 /*',
  '[nul/**/l]',
  '{a: "b',
])('%j is refused as json5 refuses it', (text) => {
  let complaint = '';
  try {
    JSON5.parse(text);
  } catch (error) {
    complaint = String(error).replace(/^SyntaxError: JSON5: | at \d+:\d+$/g, '');
  }
  expect(() => parseJson5(text)).toThrow(complaint);
  expect(complaint).not.toBe('');
});
