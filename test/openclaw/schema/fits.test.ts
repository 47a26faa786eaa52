import { type Schema, validate } from '@cfworker/json-schema';
import { expect, test } from '@jest/globals';
import { fits } from '../../../src/openclaw/schema/fits.js';
import { loadSchema, schemaOf } from '../../../src/openclaw/schema/load-schema.js';
import fc from '../../property.js';

const KEYS = ['a', 'b', 'constructor', '__proto__'];
const leaf = fc.constantFrom<unknown>('', 'a', 0, 1.5, true, null);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 3 }),
  ),
}));
const { schema } = fc.letrec<{ schema: Schema }>((tie) => {
  const memberSchema = fc.oneof(fc.boolean(), tie('schema'));
  return {
    schema: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Schema>(
        {},
        { type: 'string' },
        { type: 'boolean' },
        { type: 'number' },
        { enum: ['a'] },
      ),
      fc.record({ type: fc.constant('array' as const), items: tie('schema') }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      fc.record<Schema>(
        {
          type: fc.constant('object' as const),
          properties: fc.dictionary(fc.constantFrom('a', 'b'), memberSchema, { maxKeys: 2 }),
          additionalProperties: memberSchema,
          required: fc.constantFrom(['a'], ['a', 'b'], []),
          propertyNames: fc.constantFrom<Schema>({ type: 'string' }, { minLength: 2 }, { enum: KEYS }),
          minProperties: fc.constantFrom(1),
        },
        { requiredKeys: ['type'] },
      ),
    ),
  };
});

test('a value fits where the library says so', () => {
  fc.assert(
    fc.property(schema, value, (rules, found) => {
      expect(fits(rules, found)).toBe(validate(found, rules, '7', {}, true).valid);
    }),
    { numRuns: 2000 },
  );
});

test('a value of the config fits where the library says so', () => {
  const facts = loadSchema();
  const configs = [
    { plugins: { entries: { a: { enabled: true, config: { apiKey: 'b' } } } } },
    { plugins: { entries: { a: { enabled: 'yes' } } } },
    { plugins: { entry: {} } },
    { models: { providers: { a: { baseUrl: 'https://example.com', models: [] } } } },
    { models: { providers: { a: { baseUrl: 3 } } } },
    { agents: { defaults: { model: { primary: 'a/b' } } } },
    { agents: { defaults: { model: { primary: [] } } } },
    { unknown: 1 },
  ];
  const answers = configs.map((config) => fits(schemaOf(facts, config), config));
  const library = configs.map((config) => validate(config, schemaOf(facts, config), '7', {}, true).valid);
  expect(answers).toEqual(library);
  expect(new Set(answers)).toEqual(new Set([true, false]));
});
