import { describe, expect, test } from '@jest/globals';
import { explainLine } from '../../../src/diagnosis/explain/lines.js';
import { settingOf } from '../../../src/diagnosis/explain/pasted/setting.js';

const cause = (line: string, isShort = true) => explainLine(line, settingOf(line), isShort)?.cause;

describe("a number that may be the gateway's", () => {
  test.each([
    ['AiGatewayError: 2077: Something new', 'gateway-error-other'],
    ['AiGatewayError: 2000: Something new', 'gateway-error-other'],
    ['AiGatewayError: 1999: Something new', undefined],
    ['AiGatewayError: 3000: Something new', undefined],
    ['AI Gateway error code: 2077', 'gateway-error-other'],
    ['error code: 2077', undefined],
  ])('%s: %s', (line, expected) => {
    expect(cause(line, false)).toBe(expected);
  });
});

test.each([
  ['groq: HTTP 401', 'provider-key-rejected'],
  ['groq: HTTP 403', 'provider-key-forbidden'],
  ['groq: HTTP 404', 'provider-model-not-found'],
])('a status behind the name of a provider is its own: %s', (line, expected) => {
  expect(cause(line)).toBe(expected);
});
