import { expect, test } from '@jest/globals';
import { lostFields } from '../../../../scripts/docs/schemas/lost-fields.js';

const part = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, note: { type: 'string' } },
};

const schema = (changes: object = {}, definition: object = part) => ({
  type: 'object',
  required: ['schemaVersion', 'parts'],
  properties: {
    schemaVersion: { const: 1 },
    parts: { type: 'array', items: { $ref: '#/definitions/part' } },
    ...changes,
  },
  definitions: { part: definition },
});

test.each<[string, object, string[]]>([
  ['a new field', schema({ more: { type: 'number' } }), []],
  ['another description', schema({ parts: { ...schema().properties.parts, description: 'Parts.' } }), []],
  [
    'a field without its own definition',
    { ...schema(), properties: { ...schema().properties, parts: { type: 'array', items: part } } },
    [],
  ],
  ['a field that may be missing now', schema({}, { ...part, required: [] }), ['parts[].id is required']],
  [
    'a field that is gone',
    schema({}, { ...part, properties: { id: { type: 'string' } } }),
    ['parts[].note', 'parts[].note: string', 'parts[].note is never null'],
  ],
  [
    'a field that may be null now',
    schema(
      {},
      {
        ...part,
        properties: { ...part.properties, note: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      },
    ),
    ['parts[].note is never null'],
  ],
  [
    'another type',
    schema({}, { ...part, properties: { ...part.properties, note: { type: 'number' } } }),
    ['parts[].note: string'],
  ],
  ['anything, with another number', { properties: { schemaVersion: { const: 2 } } }, []],
])('%s', (_, after, lost) => {
  expect(lostFields(schema(), after as ReturnType<typeof schema>)).toEqual(lost);
});
