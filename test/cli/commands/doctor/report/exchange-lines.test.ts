import { describe, expect, test } from '@jest/globals';
import { bodyKind, exchangeLines } from '../../../../../src/cli/commands/doctor/report/exchange-lines.js';
import type { Exchange } from '../../../../../src/diagnosis/exchange/exchange.js';

function exchange(body: string, headers: Record<string, string> = {}): Exchange {
  return {
    id: 'x',
    plane: 'gateway',
    request: {
      method: 'GET',
      url: 'https://x/',
      headers: { 'user-agent': 'cf-aig', 'cf-aig-metadata': '{}' },
    },
    sent: { gatewayTokenIn: [], providerKeyIn: [] },
    response: { status: 400, headers, body, truncated: false },
    timings: { startedAt: '', totalMs: 1 },
  };
}

const lastLine = (body: string) => exchangeLines(exchange(body)).at(-1);

describe('the body', () => {
  test.each<[string, string, string]>([
    [
      'keeps errors',
      '{"error":[{"code":2001,"message":"no"}]}',
      '< {"error":[{"code":2001,"message":"no"}]}',
    ],
    ['only counts other lists', '{"result":[1,2,3]}', '< {"result":"(3 left out)"}'],
    ['also when it is one', '[1,2]', '< "(2 left out)"'],
    ['keeps an empty list', '{"result":[]}', '< {"result":[]}'],
    ['that is text is cut', 'a\n'.repeat(20), '< (40 characters in all)'],
  ])('%s', (_, body, line) => {
    expect(lastLine(body)).toBe(line);
  });

  test('of any depth is cut', () => {
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(lastLine(deep(50))).toContain('(left out)');
    expect(lastLine(deep(5_000))).toBe('< (30001 characters in all)');
  });
});

test('headers: those that say who answered; free text only as its length', () => {
  const lines = exchangeLines(exchange('', { 'cf-ray': 'abc', connection: 'close', server: 'cloudflare' }));
  expect(lines).toEqual([
    '> GET https://x/',
    '> cf-aig-metadata: (2 characters)',
    '< 400',
    '< cf-ray: abc',
    '< server: cloudflare',
  ]);
});

test.each([
  ['{"result":[1,2]}', 'list of 2'],
  ['{"data":[1]}', 'list of 1'],
  ['{"result":{}}', ''],
  ['', ''],
])('%s in a few words: %s', (body, kind) => {
  expect(bodyKind(exchange(body))).toBe(kind);
});
