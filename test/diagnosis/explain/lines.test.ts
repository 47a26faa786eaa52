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

describe('a code has the words behind it', () => {
  test.each([
    ['  2009: Unauthorized', 'Unauthorized'],
    ['2009 - Unauthorized', 'Unauthorized'],
    ['an error - 2009: Unauthorized', 'Unauthorized'],
    ['with code": 2009: Unauthorized', 'Unauthorized'],
    ['status=2009, Unauthorized', 'Unauthorized'],
    ['(2009, message : Unauthorized', 'Unauthorized'],
    ['"2009" , "message" : "Unauthorized" and more', 'Unauthorized'],
    ["['2009','message'='Unauthorized user'", "Unauthorized user'"],
    ['(2009:message=Unauthorized', 'Unauthorized'],
    ['{"internalCode" : 2009}', 'code 2009'],
    ['AiGatewayError (2009)', 'code 2009'],
  ])('%s', (line, message) => {
    const found = explainLine(line, settingOf(line), false);
    expect(found?.evidence).toEqual([`error[0].code = 2009, message "${message}"`]);
    expect(found?.certainty).toBe(2);
  });
});

test.each([
  ['it said error code: 1010 there', 'cloudflare-edge', '1010'],
  ['it said error 1101 there', 'cloudflare-edge-fault', '1101'],
  ['HTTP 522 came back', 'cloudflare-edge-fault', '522'],
])("a number of Cloudflare's network: %s", (line, expected, code) => {
  expect(explainLine(line, settingOf(line), false)).toMatchObject({
    cause: expected,
    evidence: [],
    values: { code },
  });
});

test.each([
  // A sentence of OpenClaw that fits several causes says less than the provider's own.
  ['provider rejected the request schema or tool payload: You exceeded your current quota', 'provider-quota'],
  // The words of a provider say more than its status.
  ['Error: 529 You exceeded your current quota', 'provider-quota'],
])('the most definite part of a line counts: %s', (line, expected) => {
  expect(cause(line)).toBe(expected);
});

test.each([
  ['groq: HTTP 401', 'provider-key-rejected'],
  ['groq: HTTP 403', 'provider-key-forbidden'],
  ['groq: HTTP 404', 'provider-model-not-found'],
])('a status behind the name of a provider is its own: %s', (line, expected) => {
  expect(cause(line)).toBe(expected);
});
