import { expect, test } from '@jest/globals';
import { waitText } from '../../../../src/cli/commands/logs/log-reader.js';

test.each<[status: number | undefined, expected: string]>([
  [429, 'Rate-limited by Cloudflare, trying again in 2 s'],
  [503, 'Cloudflare answered 503, trying again in 2 s'],
  [undefined, 'No answer from Cloudflare, trying again in 2 s'],
])('why the log is asked for again after %p', (status, expected) => {
  expect(waitText(1_500, status)).toBe(expected);
});
