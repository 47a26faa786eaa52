import { expect, test } from '@jest/globals';
import { valuesFromExchange } from '../../../src/diagnosis/reading/exchange-values.js';

test.each([
  ['/login', 'https://gateway.example/login'],
  ['https://login.hotel.example/', 'https://login.hotel.example/'],
  ['http://[', 'http://['],
  [undefined, undefined],
])('a redirect to %s leads to %s', (location, expected) => {
  const { location: found } = valuesFromExchange({
    id: 'x',
    plane: 'gateway',
    timings: { startedAt: '', totalMs: 1 },
    request: { method: 'POST', url: 'https://gateway.example/v1/a/b/compat', headers: {} },
    response: {
      status: 302,
      headers: location === undefined ? {} : { location },
      body: '',
      truncated: false,
    },
  });
  expect(found).toBe(expected);
});
