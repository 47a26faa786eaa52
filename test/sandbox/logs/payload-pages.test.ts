import { expect, test } from '@jest/globals';
import { PayloadPages } from '../../../src/sandbox/logs/payload-pages.js';

const MIB = 1024 * 1024;

test.each([
  ['texts', { request: '{"a":1}', response: 'grüße 🙂' }],
  ['nothing', { request: '', response: '' }],
  ['more than a page', { request: 'q'.repeat(3 * MIB), response: 'é' }],
])('%s come back as they were', (_, payload) => {
  const pages = new PayloadPages(16 * MIB);
  const first = pages.add({ request: 'first', response: 'one' });
  const place = pages.add(payload);
  pages.add({ request: 'last', response: 'one' });
  expect([pages.read(first), pages.read(place)]).toEqual([{ request: 'first', response: 'one' }, payload]);
});

test('the oldest go when all take more than they may', () => {
  const pages = new PayloadPages(2 * MIB);
  const places = Array.from({ length: 6 }, () => pages.add({ request: 'x'.repeat(MIB / 2), response: '' }));
  expect(places.map((place) => pages.read(place) !== undefined)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

test('one that is larger than all may be is not kept, nor what is cleared', () => {
  const pages = new PayloadPages(MIB);
  const place = pages.add({ request: 'x'.repeat(2 * MIB), response: 'r' });
  const cleared = pages.add({ request: 'q', response: 'r' });
  pages.clear();
  const later = pages.add({ request: 'q', response: 'r' });
  expect([place, cleared, later].map((each) => pages.read(each))).toEqual([
    undefined,
    undefined,
    { request: 'q', response: 'r' },
  ]);
});
