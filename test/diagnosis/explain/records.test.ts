import { describe, expect, test } from '@jest/globals';
import { explainText } from '../../../src/diagnosis/explain/explain.js';

const said = (text: string) =>
  explainText(text).map(({ diagnosis, excerpt }) => `${diagnosis.cause}: ${excerpt}`);
const REJECTED = 'rawError=401 [{"code":2009,"message":"Unauthorized"}]';
const BODY = '{"error":{"message":"x","code":"invalid_api_key"}}';
const PLAIN = 'error code: 2009 Unauthorized';
const nested = (levels: number, inner: unknown): unknown =>
  Array.from({ length: levels }).reduce((value) => ({ a: value }), inner);

describe('a record quotes the failure in a string', () => {
  test.each<[what: string, record: unknown, found: string[]]>([
    ['in a list', { level: 'error', list: [REJECTED] }, [`token-rejected: ${REJECTED}`]],
    ['deep inside', nested(7, PLAIN), [`token-rejected: ${PLAIN}`]],
    ['deeper than any record is', nested(8, PLAIN), []],
    ['not in what was sent', { time: 1, level: 'info', prompt: PLAIN, input: { text: PLAIN } }, []],
    ['not in what was sent, also escaped', { time: 1, level: 'info', prompt: `It said ${BODY}` }, []],
    [
      'not in what was sent, also escaped, beside words that say less',
      { level: 'error', msg: '401 Unauthorized', prompt: `It said ${BODY}` },
      ['token-rejected: 401 Unauthorized'],
    ],
    [
      'with more levels of escaping',
      { level: 'error', msg: `It said ${JSON.stringify(BODY)}` },
      [`provider-key-rejected: It said "${BODY}`],
    ],
    [
      'beside a vague sentence',
      { error: 'LLM request failed: network connection error.', raw: REJECTED },
      [`token-rejected: ${REJECTED}`],
    ],
    [
      "beside OpenClaw's own sentence alone",
      { error: 'LLM request failed: connection refused by the provider endpoint.' },
      ['connection-refused: LLM request failed: connection refused by the provider endpoint.'],
    ],
    [
      'as the message of an error',
      { error: { message: 'LLM request failed: network connection error.' } },
      ['dns-failed: LLM request failed: network connection error.'],
    ],
    ['as a word too short to say anything', { level: 'error', msg: 'timeout' }, []],
    ['of a record that is no error', { time: 1, message: 'Unauthorized' }, ['token-rejected: Unauthorized']],
  ])('%s', (_, record, found) => {
    expect(said(JSON.stringify(record))).toEqual(found);
  });
});

describe('an error body has the status', () => {
  test.each([
    ['before it', 'HTTP 404 {"error":{"message":"x"}}', 'provider-path-wrong'],
    ['in it', '{"status":404,"error":{"message":"x"}}', 'provider-path-wrong'],
    ['as text in it', '{"http_status":"404","error":{"message":"x"}}', 'provider-path-wrong'],
    ['of no error in it', '{"status":399,"error":{"message":"x"}}', undefined],
    ['of no error before it', '399 {"error":{"message":"x"}}', undefined],
    ['in a number', '24040 {"error":{"message":"x"}}', undefined],
    ['behind the name of a provider', 'cohere: 400 {"message":"x"}', 'provider-bad-request'],
    ['of no error behind the name of a provider', 'cohere: 399 {"message":"x"}', undefined],
  ])('%s', (_, text, cause) => {
    expect(explainText(text)[0]?.diagnosis.cause).toBe(cause);
  });

  test('and the whole line as its excerpt', () => {
    expect(said('first\nHTTP 404 {"error":{"message":"x"}}\nlast')).toEqual([
      'provider-path-wrong: HTTP 404 {"error":{"message":"x"}}',
    ]);
  });
});

describe('an error that was copied out of Cloudflare’s envelope', () => {
  test.each<[object, string]>([
    [{ code: 2009, message: 'Unauthorized' }, 'token-rejected'],
    [{ message: 'Rate limited', code: 2003 }, 'rate-limited'],
    [{ code: 10000, message: 'Authentication error' }, 'token-lacks-workers-ai'],
    [
      { code: 2041, message: 'Spend limit exceeded: rule x (cost limit 1 per 60s) for openai' },
      'spend-limit',
    ],
    [
      { code: 2045, message: 'Spend limit exceeded: rule x (cost limit 1 per 60s) for openai' },
      'spend-limit',
    ],
    [{ code: 2008, message: 'Model not found: google/gemini-3-flash' }, 'provider-unknown'],
    [{ code: 7003, message: 'Model not found: anthropic/claude-nope' }, 'model-not-in-catalogue'],
    // Others number their errors too.
    [{ code: 2009, message: 'Invalid API key' }, 'provider-key-rejected'],
    [{ code: 2009, message: 'Unauthorized', request_id: 'x' }, 'provider-key-rejected'],
  ])('%j', (error, cause) => {
    expect(explainText(JSON.stringify(error)).map(({ diagnosis }) => diagnosis.cause)).toEqual([cause]);
  });
});
