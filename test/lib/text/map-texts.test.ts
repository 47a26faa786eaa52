import { expect, test } from '@jest/globals';
import { mapTexts } from '../../../src/lib/text/map-texts.js';

const shout = (text: string) => text.toUpperCase();

test('every string of plain data is replaced, keys included', () => {
  const data = { a: ['b', 1, null, { c: 'd' }], e: true };
  expect(mapTexts(data, shout)).toEqual({ A: ['B', 1, null, { C: 'D' }], E: true });
  expect(data).toEqual({ a: ['b', 1, null, { c: 'd' }], e: true });
});

test('other objects are not taken apart', () => {
  const at = new Date(0);
  expect(mapTexts([at], shout)[0]).toBe(at);
});
