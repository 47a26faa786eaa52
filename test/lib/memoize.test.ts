import { expect, test } from '@jest/globals';
import { memoize } from '../../src/lib/memoize.js';

function counted(): { of(text: string): { length: number }; calls(): number } {
  let calls = 0;
  const of = memoize((text) => {
    calls++;
    if (text.startsWith('bad')) throw new Error('bad');
    return { length: text.length };
  });
  return { of, calls: () => calls };
}

test('the work is done once for a long text', () => {
  const { of, calls } = counted();
  expect(of('a'.repeat(5000))).toBe(of('a'.repeat(5000)));
  expect(of('b'.repeat(5000))).toEqual({ length: 5000 });
  expect(calls()).toBe(2);
});

test('short texts do not push out long ones', () => {
  const { of, calls } = counted();
  of('a'.repeat(5000));
  for (let index = 0; index < 10_000; index++) of(`short ${index}`);
  of('a'.repeat(5000));
  expect(calls()).toBe(10_001);
});

test('only recent texts are kept', () => {
  const { of, calls } = counted();
  for (const letter of 'abcde') of(letter.repeat(6_000_000));
  of('a'.repeat(6_000_000));
  expect(calls()).toBe(6);
});

test('an error is not kept', () => {
  const { of, calls } = counted();
  for (let index = 0; index < 2; index++) expect(() => of(`bad${' '.repeat(5000)}`)).toThrow('bad');
  expect(calls()).toBe(2);
});
