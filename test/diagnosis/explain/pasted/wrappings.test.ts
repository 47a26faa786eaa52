import { describe, expect, test } from '@jest/globals';
import { statusIn, unwrap } from '../../../../src/diagnosis/explain/pasted/wrappings.js';

describe('a line without what clients put around an error', () => {
  test.each<[line: string, message: string, status: number]>([
    // A program before words for an error.
    ['my-app: request failed: no route', 'no route', 0],
    ['svc: [gw] upstream error: broken', '[gw] upstream error: broken', 0],
    // Words for an error.
    ['API Error: overloaded', 'overloaded', 0],
    ['Unhandled exception — overloaded', 'overloaded', 0],
    ['Error (attempt 1): overloaded', 'overloaded', 0],
    ['warning[net/dns]: overloaded', 'overloaded', 0],
    ['failed = overloaded', 'overloaded', 0],
    ['[error] [warn] overloaded', 'overloaded', 0],
    ['✘ overloaded', 'overloaded', 0],
    // Names of classes.
    ['openai.AuthenticationError: bad key', 'bad key', 0],
    ['APICallError [AI_APICallError]: bad key', 'bad key', 0],
    ['AnthropicException - bad key', 'bad key', 0],
    ['(in promise) TypeError: bad key', 'bad key', 0],
    ['12:00:01 [llm] litellm.exceptions.RateLimitError: slow down', 'slow down', 0],
    // Attempts.
    ['Failed after 3 attempts with backoff. Last error: bad key', 'bad key', 0],
    ['exceeded retry limit, last status: 429 Too Many Requests', '', 429],
    // A status before the words.
    ['Error code: 400 - bad field', 'bad field', 400],
    ['status 502, broken', 'broken', 502],
    ['HTTP/1.1 503: broken', 'broken', 503],
    ['got 500 broken', 'broken', 500],
    ['unexpected status 404 page', 'page', 404],
    ['(403) no access', 'no access', 403],
    ['403', '', 403],
    ['http error! status: 404', '', 404],
    ['Request failed with status code 401', '', 401],
    ['request failed: quota used up', 'quota used up', 0],
    ['LLM call failed: quota used up', 'quota used up', 0],
    ['API returned an error: quota used up', 'quota used up', 0],
    ['Error from provider (groq): quota used up', 'quota used up', 0],
    ['The remote server returned an error: (404) Not Found.', '', 404],
    ['Response status code does not indicate success: 401 (Unauthorized).', '', 401],
    // The words of a status.
    ['Error: Too Many Requests', '', 429],
    ['Error: Too Many Requests: slow down', 'slow down', 429],
    ['Error: 400 Unauthorized', '', 400],
    // A field of a logger.
    ['level=error msg=x err="bad key"', 'bad key', 0],
    ['error=429 slow', 'slow', 429],
  ])('%j', (line, message, status) => {
    const found = unwrap(line);
    expect({ message: found.message, status: found.status }).toEqual({ message, status });
    expect(found.isError).toBe(true);
  });

  test.each<[line: string, message: string]>([
    [' "bad key" ', 'bad key'],
    ["'`x'", 'x'],
    ['400px wide', '400px wide'],
    ['399 items', '399 items'],
    ['600 items', '600 items'],
    ['an error of mine', 'an error of mine'],
    ['not found in the list', 'not found in the list'],
  ])('%j is any sentence', (line, message) => {
    expect(unwrap(line)).toEqual({ message, status: 0, isError: false });
  });
});

test.each<[line: string, status: number]>([
  ['x HTTP 502', 502],
  ['x HTTP/1.1 302 Found', 302],
  ['with status code: "429"', 429],
  ['"statusCode": 503,', 503],
  ['response code=(404)', 404],
  ['401 Client Error: Unauthorized for url', 401],
  ["Client error '404 Not Found' for url", 404],
  ['error: (500)', 500],
  ['wget: ERROR 403: Forbidden.', 403],
  ['the server returned a status 500', 500],
  ['it answered 429', 429],
  ['responded with error code 502', 502],
  ['it got 404 items', 0],
  ['returned 500 ms later', 0],
  ['"POST /v1 HTTP/1.1" 404 12', 404],
  ['(500 status code)', 500],
  ['404 Not Found', 404],
  ['  503 Service Unavailable. ', 503],
  ['404 not found', 0],
  ['status 200', 0],
  ['status 4040', 0],
  ['404', 0],
])('the status in %j is %i', (line, status) => {
  expect(statusIn(line)).toBe(status);
});
