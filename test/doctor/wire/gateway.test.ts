import { describe, expect, test } from '@jest/globals';
import { gateway } from '../../../src/doctor/wire/gateway.js';
import { findingsOf, GATEWAY_URL, inHome } from '../home.js';

const REST_URL = 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdee/ai/v1';
const errorBody = (name: 'error' | 'errors', code: number, message: string) =>
  JSON.stringify({ success: false, result: [], messages: [], [name]: [{ code, message }] });

describe('a green mark rests on what Cloudflare confirmed', () => {
  test.each<[string, baseUrl: string, status: number, body: string, expected: string]>([
    [
      'it looks for the provider',
      `${GATEWAY_URL}/compat`,
      400,
      errorBody('error', 2008, 'Invalid provider'),
      'pass',
    ],
    [
      'the gateway refuses the token',
      `${GATEWAY_URL}/compat`,
      401,
      errorBody('error', 2009, 'Unauthorized'),
      'skip',
    ],
    [
      'the REST API refuses the token',
      REST_URL,
      401,
      errorBody('errors', 10000, 'Authentication error'),
      'skip',
    ],
    [
      'there is no such gateway',
      `${GATEWAY_URL}/compat`,
      400,
      errorBody('error', 2001, 'Please configure AI Gateway'),
      'fail',
    ],
  ])('%s', async (_name, baseUrl, status, body, expected) => {
    await inHome(async (home) => {
      const answer = () => ({ response: { status, headers: {}, body, truncated: false } });
      const [found] = await findingsOf(gateway, await home.inputs({ block: { baseUrl }, answer }));
      expect(found?.status).toBe(expected);
    });
  });
});
