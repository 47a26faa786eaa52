import { expect, test } from '@jest/globals';
import { valuesFromExchange } from '../../../src/diagnosis/reading/exchange-values.js';

test.each([
  ['/login', 'https://gateway.example/login'],
  ['https://login.hotel.example/', 'https://login.hotel.example/'],
  ['http://[', undefined],
  ['file:///etc/passwd', undefined],
  ['javascript:alert(1)', undefined],
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

test.each([
  ['17', '17 seconds'],
  ['1.5', '1.5 seconds'],
  ['6m0s', '6m0s'],
  ['Fri, 27 Nov 2026 20:00:00 GMT', 'until Fri, 27 Nov 2026 20:00:00 GMT'],
  ['2026-11-27T20:00:00Z', 'until 2026-11-27T20:00:00Z'],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  ['3153600000', undefined],
  ['9'.repeat(1000), undefined],
  ['-5', undefined],
  ['the day after tomorrow, 25:61', undefined],
  ['', undefined],
])('Retry-After: %s asks to wait %s', (value, expected) => {
  const { retryAfter } = valuesFromExchange({
    id: 'x',
    plane: 'gateway',
    request: { method: 'POST', url: 'https://gateway.ai.cloudflare.com/v1/a/b/compat', headers: {} },
    response: { status: 429, headers: { 'retry-after': value }, body: '', truncated: false },
    timings: { startedAt: '2026-11-27T19:00:00Z', totalMs: 1 },
  });
  expect(retryAfter).toBe(expected);
});
