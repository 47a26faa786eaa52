import { describe, expect, test } from '@jest/globals';
import { explainText } from '../../../src/diagnosis/explain/explain.js';

const VAGUE = 'LLM request failed: network connection error.';
const DEFINITE = 'rawError=401 [{"code":2009,"message":"Unauthorized"}]';
const causes = (...lines: string[]) => explainText(lines.join('\n')).map(({ diagnosis }) => diagnosis.cause);

describe('an error message and little else: only the most definite counts', () => {
  const both = ['token-rejected', 'dns-failed'];
  const filled = (length: number) => 'x '.repeat(750).slice(0, length - VAGUE.length - DEFINITE.length - 2);
  test.each<[what: string, lines: string[], found: string[]]>([
    ['two lines', [VAGUE, DEFINITE], ['token-rejected']],
    ['six lines', [VAGUE, 'a', 'b', 'c', 'd', DEFINITE], ['token-rejected']],
    [
      'six lines, and empty ones around them',
      ['', VAGUE, 'a', 'b', 'c', 'd', DEFINITE, '', ''],
      ['token-rejected'],
    ],
    ['seven lines', [VAGUE, 'a', 'b', 'c', 'd', 'e', DEFINITE], both],
    ['1500 characters', [VAGUE, filled(1500), DEFINITE], ['token-rejected']],
    ['1501 characters', [VAGUE, filled(1501), DEFINITE], both],
  ])('%s', (_, lines, found) => {
    expect(causes(...lines)).toEqual(found);
  });
});

test('a vague sentence is explained by a definite error that is one of its causes', () => {
  const log = ['a', 'b', 'c', 'd', 'e'];
  expect(causes(...log, VAGUE, 'connect ECONNRESET 1.2.3.4:443')).toEqual(['connection-reset']);
  expect(causes(...log, VAGUE, VAGUE)).toEqual(['dns-failed']);
});

test("OpenClaw's own services count only where nothing else failed", () => {
  const catalogue = 'getaddrinfo ENOTFOUND clawhub.openclaw.ai';
  expect(causes(catalogue, DEFINITE)).toEqual(['token-rejected']);
  expect(causes(catalogue)).toEqual(['dns-failed']);
});

test('the excerpt is as it was pasted', () => {
  expect(explainText('Error: 401 \\"Unauthorized\\"')[0]?.excerpt).toBe('Error: 401 \\"Unauthorized\\"');
});
