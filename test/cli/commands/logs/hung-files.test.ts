import { expect, test } from '@jest/globals';
import { logs } from '../../../../src/cli/commands/logs/logs.js';
import { memoryIo } from '../../../memory-io.js';

test('while files are read, which may hang, the system has the signals', async () => {
  const io = memoryIo();
  let listens = false;
  io.signals.onListen = (now) => {
    listens = now;
  };
  const listened: boolean[] = [];
  const read = Object.create(io, {
    homedir: {
      get() {
        listened.push(listens);
        return '/nonexistent';
      },
    },
  });
  await expect(logs(read, { timeout: 1000 } as Parameters<typeof logs>[1])).rejects.toThrow();
  expect(listened).toContain(false);
  expect(listened).not.toContain(true);
});
