import { expect, jest, test } from '@jest/globals';
import MissingClients from '../../scripts/jest-missing-clients.js';

test.each([
  { run: 'all tests', paths: [], lines: 1 },
  { run: 'their folder', paths: ['test/fidelity'], lines: 1 },
  { run: 'one of them', paths: ['test/sandbox', 'test/fidelity/cloudflare.test.ts'], lines: 1 },
  { run: 'other tests', paths: ['test/sandbox'], lines: 0 },
])('a run of $run that lacks the foreign clients says so in $lines line(s)', ({ paths, lines }) => {
  const print = jest.spyOn(console, 'error').mockReturnValue();
  new MissingClients({ nonFlagArgs: paths }).onRunComplete();
  expect(print.mock.calls).toHaveLength(lines);
  for (const [line] of print.mock.calls)
    expect(line).toMatch(/^\nLeft out: \d+ suites of foreign clients; .*npm ci --prefix test\/fidelity$/);
  print.mockRestore();
});
