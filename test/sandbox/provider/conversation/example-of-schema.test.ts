import { expect, test } from '@jest/globals';
import { exampleObject, exampleOf } from '../../../../src/sandbox/provider/conversation/example-of-schema.js';

test.each<[string, unknown, unknown]>([
  ['a text', { type: 'string' }, 'sandbox'],
  ['a text of some length', { type: 'string', minLength: 9 }, 'sandbox..'],
  ['a date', { type: 'string', format: 'date' }, '2026-01-01'],
  ['a format that is not known', { type: 'string', format: 'colour' }, 'sandbox'],
  ['a number', { type: 'number' }, 1],
  ['a number in a range', { type: 'number', minimum: 10, maximum: 20 }, 10],
  [
    'a number in a range around 1',
    { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 },
    1,
  ],
  ['a number below 0', { type: 'integer', minimum: -9, maximum: -5 }, -5],
  ['a number above another', { type: 'integer', exclusiveMinimum: 10 }, 11],
  ['a number below 1', { type: 'number', maximum: 0.5 }, 0.5],
  ['a multiple', { type: 'integer', minimum: 7, multipleOf: 5 }, 10],
  ['one of several types', { type: ['null', 'string'] }, null],
  ['in the capitals of Google', { type: 'ARRAY', items: { type: 'INTEGER' }, minItems: 2 }, [1, 1]],
  ['a list that may be empty', { type: 'array', items: { type: 'string' } }, []],
  ['a tuple', { prefixItems: [{ type: 'boolean' }, { const: 'x' }], type: 'array' }, [true, 'x']],
  ['a constant', { const: { a: 1 } }, { a: 1 }],
  ['one of a list', { enum: ['red', 'blue'] }, 'red'],
  ['its default', { type: 'integer', default: 5 }, 5],
  ['the first alternative', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, 1],
  [
    'all of several',
    {
      allOf: [
        { properties: { a: { type: 'null' } }, required: ['a'] },
        { properties: { b: { type: 'boolean' } }, required: ['b'] },
      ],
    },
    { a: null, b: true },
  ],
  [
    'what is required, and no more',
    { properties: { a: { type: 'integer' }, b: { type: 'integer' } }, required: ['a'] },
    { a: 1 },
  ],
  ['everything where nothing is said of that', { properties: { a: { type: 'integer' } } }, { a: 1 }],
  [
    'a definition',
    { $defs: { Age: { type: 'integer' } }, properties: { age: { $ref: '#/$defs/Age' } }, required: ['age'] },
    { age: 1 },
  ],
  ['no schema', 5, 'sandbox'],
])('%s', (_, schema, value) => {
  expect(exampleOf(schema)).toEqual(value);
});

test('the arguments of a tool are an object, whatever its schema', () => {
  expect([exampleObject(undefined), exampleObject({}), exampleObject({ type: 'string' })]).toEqual([
    {},
    {},
    {},
  ]);
});

test.each([
  ['once', 1],
  ['in ten places', 10],
])('a schema that refers to itself %s has an end', (_, count) => {
  const names = Array.from({ length: count }, (_value, index) => `child${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#' }]));
  const text = JSON.stringify(exampleOf({ type: 'object', properties, required: names }));
  expect(text.length).toBeLessThan(400_000);
});
