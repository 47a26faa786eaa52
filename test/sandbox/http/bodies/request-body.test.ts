import { expect, jest, test } from '@jest/globals';
import { RequestBody } from '../../../../src/sandbox/http/bodies/request-body.js';

test.each([
  ['{"model":"m"}', { model: 'm' }],
  ['[{"model":"m"}]', undefined],
  ['{"model":', undefined],
  ['', undefined],
])('%s as an object', (text, object) => {
  expect(new RequestBody(text).object).toEqual(object);
});

test('is parsed once, also when it is no object', () => {
  const parse = jest.spyOn(JSON, 'parse');
  for (const body of [new RequestBody('{"a":1}'), new RequestBody('{"a":')])
    for (let time = 0; time < 3; time++) void body.object;
  expect(parse).toHaveBeenCalledTimes(2);
  parse.mockRestore();
});
