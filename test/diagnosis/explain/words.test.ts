import { describe, expect, test } from '@jest/globals';
import { categoryNamed, explainWord } from '../../../src/diagnosis/explain/words.js';

const MISSPELT = (id: string) => `${id}: read as ${id}`;
const SEVERAL = 'this text fits several causes, the likeliest first';

/** Cause, evidence, the status or code. */
const said = (word: string) =>
  explainWord(word)?.map(({ cause, evidence, values }) =>
    [
      cause,
      ...evidence,
      ...(values.status ? [`HTTP ${values.status}`] : []),
      ...(values.code ? [values.code] : []),
    ].join(': '),
  );

describe('one word is', () => {
  test.each([
    ['token-rejected', 'token-rejected'],
    [' Token  Rejected ', 'token-rejected'],
    ['TOKEN_REJECTED', 'token-rejected'],
    ['token-rejectd', MISSPELT('token-rejected')],
    ['tokne-rejected', MISSPELT('token-rejected')],
    ['provider-kez-rejectad', MISSPELT('provider-key-rejected')],
    ['not-routed', MISSPELT('url-not-routed')],
    ['failed-masked', MISSPELT('provider-failed-masked')],
    ['2001', 'gateway-not-found: 2001'],
    ['AiGatewayError: 2001', 'gateway-not-found: 2001'],
    ['error: code: status: 2001', 'gateway-not-found: 2001'],
    ['HTTP (404)', `provider-model-not-found: ${SEVERAL}: HTTP 404`],
    ['status=[404]', `provider-model-not-found: ${SEVERAL}: HTTP 404`],
    ['599', `provider-outage: ${SEVERAL}: HTTP 599`],
    ['Too Many Requests', `provider-rate-limited: ${SEVERAL}: HTTP 429`],
  ])('%j: %s', (word, expected) => {
    expect(said(word)).toEqual([expected]);
  });

  test.each([
    'rejected',
    'rejected-token',
    'key-rejected',
    'bad-urls',
    'error code status http 2001',
    'x404',
    '404x',
    '20',
    '600',
    '123456',
    '1-2',
    'a-b',
    'toString',
    'provider-key-rejected-and-a-long-long-tail',
  ])('nothing that is known: %s', (word) => {
    expect(explainWord(word)).toBeUndefined();
  });

  test('a category: all of its causes', () => {
    const causes = said('Gateway Policy');
    expect(causes).toContain('rate-limited');
    expect(causes!.length).toBeGreaterThan(10);
    expect(causes).not.toContain('token-rejected');
    expect([categoryNamed('Bad URL'), categoryNamed('bad-url '), categoryNamed('bad')]).toEqual([
      'bad-url',
      'bad-url',
      undefined,
    ]);
  });
});
