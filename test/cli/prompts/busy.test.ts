import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { FakeTerminal } from './fake-terminal.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const SECRET = 'FAKEfake-secret-0123456789-FAKEfake';

/** What is written while `Asking` takes so long. */
async function written(ms: number, accessible = false): Promise<string> {
  const terminal = new FakeTerminal({ accessible });
  terminal.redactor.add(SECRET);
  const work = new Promise((done) => setTimeout(done, ms));
  const busy = terminal.asker.busy(`Asking with ${SECRET}`, work);
  await jest.advanceTimersByTimeAsync(ms);
  await busy;
  return terminal.raw;
}

test.each([
  ['what is quick is not shown', 200, false, ''],
  ['one line that goes away', 450, false, '\r\u001b[2KAsking with [redacted] ...\r\u001b[2K'],
  [
    'it says how long',
    1200,
    false,
    '\r\u001b[2KAsking with [redacted] ...\r\u001b[2KAsking with [redacted] ... 1 s\r\u001b[2K',
  ],
  ['plain words, once', 5000, true, 'Asking with [redacted] ...\n'],
])('%s', async (_name, ms, accessible, text) => {
  expect(await written(ms, accessible)).toBe(text);
});
