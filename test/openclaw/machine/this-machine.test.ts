import { expect, test } from '@jest/globals';
import { thisMachine } from '../../../src/openclaw/machine/this-machine.js';

test('it tells the time', () => {
  expect(Math.abs(thisMachine.clock().getTime() - Date.now())).toBeLessThan(60_000);
});

test('which processes run', () => {
  expect(thisMachine.isRunning(process.pid)).toBe(true);
  expect(thisMachine.isRunning(2 ** 30)).toBe(false);
});

test('whose they are', () => {
  expect(thisMachine.uid).toBe(process.getuid?.());
});

test('every address of a host', async () => {
  const found = await thisMachine.resolve('127.0.0.1');
  expect(found).toEqual([{ address: '127.0.0.1', family: 4 }]);
});
