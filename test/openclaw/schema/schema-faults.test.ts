// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenClaw's own syntax
import type { Schema } from '@cfworker/json-schema';
import { describe, expect, test } from '@jest/globals';
import { schemaFaults } from '../../../src/openclaw/schema/schema-faults.js';

type Row = [schema: Schema, value: unknown, ...details: string[]];
const details = (schema: Schema, value: unknown) =>
  schemaFaults(schema, value).map(({ path, detail, nearest }) =>
    [detail, ...(nearest === undefined ? [] : [`(${nearest})`]), ...(path.length ? [] : [''])]
      .join(' ')
      .trimEnd(),
  );

describe('kinds', () => {
  const a = (schema: Schema): Schema => ({ type: 'object', properties: { a: schema } });
  test.each<Row>([
    [a({ type: 'string' }), { a: 'x' }],
    [a({ type: 'string' }), { a: 3 }, 'a should be a string, but is 3'],
    [a({ type: 'string' }), { a: null }, 'a should be a string, but is null'],
    [a({ type: ['string', 'null'] }), { a: [] }, 'a should be a string or null, but is an array'],
    [a({ type: 'boolean' }), { a: 'x' }, 'a should be true or false, but is a string'],
    [{ type: 'object' }, [], 'the config should be an object, but is an array'],
    [a({ type: 'array' }), { a: {} }, 'a should be an array, but is an object'],
    [
      a({ type: 'string' }),
      { a: { source: 'env', provider: 'default', id: 'A' } },
      'a should be a string, but is a secret reference, which OpenClaw does not take here; "${VARIABLE}" works',
    ],
    [
      a({ type: 'string' }),
      { a: { source: 'env', provider: 'default', id: 3 } },
      'a should be a string, but is an object',
    ],
  ])('%j: %j', (schema, value, ...expected) => {
    expect(details(schema, value)).toEqual(expected);
  });
});

describe('numbers', () => {
  test.each<[schema: Schema, value: number, detail: string | undefined]>([
    [{ type: 'number' }, 1.5, undefined],
    [{ type: 'integer' }, 1.5, 'a whole number'],
    [{ type: 'integer', minimum: 1 }, 0, 'a whole number of at least 1'],
    [{ type: 'integer', minimum: 1, maximum: 9 }, 10, 'a whole number from 1 to 9'],
    [{ type: 'integer', minimum: 1, maximum: 9 }, 9, undefined],
    [{ type: 'number', maximum: 9 }, 10, 'a number of at most 9'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, 'a number above 0'],
    [{ type: 'number', exclusiveMinimum: 0, maximum: 9 }, 10, 'a number above 0 and at most 9'],
    [{ type: 'integer', exclusiveMinimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 0, 'a whole number above 0'],
    [
      { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      0.5,
      'a whole number',
    ],
    [{ type: 'number', exclusiveMaximum: 5 }, 5, 'a number'],
  ])('%j: %j', (schema, value, kind) => {
    const expected = kind === undefined ? [] : [`the config should be ${kind}, but is ${value}`];
    expect(details(schema, value)).toEqual(expected);
  });
});

test.each<Row>([
  [{ enum: ['local', 'remote'] }, 'local'],
  [{ enum: ['local', 'remote'] }, 'locl', 'the config is "locl", but has to be one of local, remote (local)'],
  [{ enum: ['local', 'remote'] }, 3, 'the config is a number, but has to be one of local, remote'],
  [{ const: 'all' }, 'any', 'the config is "any", but has to be all'],
])('words %j: %j', (schema, value, ...expected) => {
  expect(details(schema, value)).toEqual(expected);
});

describe('keys', () => {
  const closed: Schema = {
    type: 'object',
    properties: { timeoutSeconds: { type: 'number' }, mode: { type: 'string' } },
    required: ['mode'],
    additionalProperties: false,
  };
  test.each<Row>([
    [closed, { mode: 'x' }],
    [closed, {}, 'the config has no mode'],
    [closed, { mode: 'x', timeoutSec: 1 }, 'the config has the unknown key "timeoutSec" (timeoutSeconds)'],
    [
      closed,
      { mode: 'x', timeoutSeconds: 1, timeoutSecond: 1 },
      'the config has the unknown key "timeoutSecond"',
    ],
    [
      closed,
      { mode: 3, other: 1 },
      'mode should be a string, but is 3',
      'the config has the unknown key "other"',
    ],
    [
      { ...closed, additionalProperties: { type: 'string' } },
      { mode: 'x', y: 1 },
      'y should be a string, but is 1',
    ],
    [{ ...closed, additionalProperties: true }, { mode: 3, y: 1 }, 'mode should be a string, but is 3'],
    [
      { ...closed, patternProperties: { '^x-': { type: 'string' } } },
      { mode: 'x', 'x-y': 1, 'ax-y': 1 },
      'x-y should be a string, but is 1',
      'the config has the unknown key "ax-y"',
    ],
    [
      { type: 'object', propertyNames: { pattern: '^[a-z]+$' }, properties: { a: { type: 'string' } } },
      { a: 3, B: 1 },
      'a should be a string, but is 3',
      'the config has the key "B", which is not a valid name',
    ],
    [{ properties: { a: closed } }, { a: { mode: 'x', other: 1 } }, 'a has the unknown key "other"'],
  ])('%j: %j', (schema, value, ...expected) => {
    expect(details(schema, value)).toEqual(expected);
  });
});

test.each<Row>([
  [{ type: 'array', items: { type: 'string' } }, ['a', 3], '[1] should be a string, but is 3'],
  [
    { type: 'array', items: [{ type: 'string' }, { type: 'number' }] },
    ['a', 'b', 'c'],
    '[1] should be a number, but is a string',
  ],
  [{ type: 'array', minItems: 2 }, [1], 'the config has 1 items, but needs at least 2'],
  [{ type: 'array', minItems: 2, maxItems: 2 }, [1, 2]],
  [{ type: 'array', maxItems: 2 }, [1, 2, 3], 'the config has 3 items, but may have at most 2'],
  [{ type: 'array', uniqueItems: true }, [1, 1], 'the config has an item twice'],
])('items %j: %j', (schema, value, ...expected) => {
  expect(details(schema, value)).toEqual(expected);
});

test.each<Row>([
  [{ type: 'string', pattern: '^a' }, 'b', 'the config does not match ^a'],
  [{ type: 'string', format: 'uri' }, 'b', 'the config is not an address such as https://example.com'],
  [{ type: 'string', minLength: 1 }, '', 'the config is empty'],
  [{ type: 'string', minLength: 2 }, 'a', 'the config has fewer than 2 characters'],
  [{ type: 'string', maxLength: 2 }, 'abc', 'the config has more than 2 characters'],
  [{ type: 'object', minProperties: 1 }, {}, 'the config is empty'],
  [{ type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, 'the config has more than 1 keys'],
  [{ not: { type: 'string' } }, 'a', 'the config does not fit what OpenClaw allows here'],
])('rules %j: %j', (schema, value, ...expected) => {
  expect(details(schema, value)).toEqual(expected);
});

test('all parts have a say', () => {
  const schema: Schema = {
    allOf: [
      { type: 'object', properties: { a: { type: 'string' } } },
      { type: 'object', required: ['b'] },
    ],
  };
  expect(details(schema, { a: 1 })).toEqual(['a should be a string, but is 1', 'the config has no b']);
});

describe('unions', () => {
  const variant = (source: string, more: Record<string, Schema>): Schema => ({
    type: 'object',
    properties: { source: { const: source }, ...more },
    required: ['source', ...Object.keys(more)],
    additionalProperties: false,
  });
  const text: Schema = { type: 'string' };
  const reference: Schema = {
    anyOf: [text, variant('env', { id: text }), variant('file', { path: text, id: text })],
  };
  test.each<Row>([
    [reference, 'x'],
    [reference, { source: 'env', id: 'A' }],
    [reference, 3, 'the config should be a string or an object, but is 3'],
    [reference, { source: 'env' }, 'the config has no id'],
    [reference, { source: 'file' }, 'the config has no path', 'the config has no id'],
    [reference, { source: 'env', id: 3 }, 'id should be a string, but is 3'],
    [reference, { source: 'fil', id: 'A' }, 'source is "fil", but has to be one of env, file (file)'],
    [reference, {}, 'the config has no source', 'the config has no id'],
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }, 3, 'the config should be a string or null, but is 3'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'c', 'the config is "c", but has to be one of a, b'],
    [
      { anyOf: [{ const: false }, { type: 'string' }] },
      3,
      'the config should be a string or false, but is 3',
    ],
    [
      { anyOf: [variant('env', { a: text }), { ...variant('x', {}), properties: { kind: { const: 'k' } } }] },
      { source: 'y', kind: 'z', a: 'b' },
      'source is "y", but has to be env',
      'the config has the unknown key "kind"',
    ],
  ])('%#', (schema, value, ...expected) => {
    expect(details(schema, value)).toEqual(expected);
  });

  test('a branch that fits leaves what else is wrong', () => {
    const schema: Schema = { anyOf: [{ type: 'object' }, text], required: ['a'] };
    expect(details(schema, {})).toEqual(['the config has no a']);
  });
});
