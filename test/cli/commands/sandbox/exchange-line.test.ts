import { expect, test } from '@jest/globals';
import { exchangeLine } from '../../../../src/cli/commands/sandbox/exchange-line.js';
import { styleFor } from '../../../../src/cli/render/style.js';
import type { SandboxExchange } from '../../../../src/sandbox/http/exchange.js';

const style = styleFor({ env: {}, isTty: false, columns: 80, unicode: true, noColor: true });
const path = '/v1/0123456789abcdef0123456789abcdef/my-gateway/compat/chat/completions';
const message = { headers: {}, body: '', size: 0 };
const DONE: SandboxExchange = {
  request: { ...message, method: 'POST', url: `http://127.0.0.1:8787${path}`, path },
  response: { ...message, status: 200 },
  timings: { startedAt: '2026-11-27T12:34:56.789Z', firstByteMs: 3, totalMs: 12.3 },
  model: 'openai/gpt-4o',
};
const REQUEST = 'POST /v1/…cdef/my-gateway/compat/chat/completions openai/gpt-4o';

test.each<[string, Partial<SandboxExchange>, string]>([
  ['a success', { cache: 'MISS', cost: 0.000173 }, `200 12 ms ${REQUEST} MISS $0.000173`],
  ['a hit costs nothing', { cache: 'HIT', cost: 0 }, `200 12 ms ${REQUEST} HIT`],
  [
    'an error of the gateway',
    { response: { ...message, status: 401 }, code: 2009, why: 'Unauthorized' },
    `401 12 ms ${REQUEST}: 2009 Unauthorized`,
  ],
  [
    'an error of a provider',
    { response: { ...message, status: 500 }, why: 'The server\nhad an error' },
    `500 12 ms ${REQUEST}: The server\\u000ahad an error`,
  ],
  [
    'no response',
    { response: undefined, interruption: 'the client hung up' },
    `--- 12 ms ${REQUEST}: the client hung up`,
  ],
])('%s', (_, more, expected) => {
  const line = exchangeLine({ ...DONE, ...more }, style);
  expect(line.replace(/^\d\d:\d\d:\d\d /, '')).toBe(`${expected}\n`);
});
