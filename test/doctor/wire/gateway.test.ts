import { describe, expect, test } from '@jest/globals';
import { gateway } from '../../../src/doctor/wire/gateway.js';
import { token } from '../../../src/doctor/wire/token.js';
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

  test('where the REST API has no such route, nothing was said about the token', async () => {
    await inHome(async (home) => {
      const body = errorBody('errors', 7003, 'Could not route to /accounts/x/ai/v1/chat/completions');
      const answer = () => ({ response: { status: 404, headers: MARK, body, truncated: false } });
      const inputs = await home.inputs({ block: { baseUrl: REST_URL }, answer });
      const statuses = [...(await findingsOf(gateway, inputs)), ...(await findingsOf(token, inputs))].map(
        ({ status }) => status,
      );
      expect(statuses).toEqual(['fail', 'skip']);
    });
  });

  const MARK = { server: 'cloudflare', 'cf-ray': 'abc-SBX' };
  const COMPLETION = JSON.stringify({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] });
  const OVERLOADED = JSON.stringify({ error: { type: 'overloaded_error', message: 'Overloaded' } });
  test.each<
    [string, status: number, headers: Record<string, string>, body: string, gateway: string, token: string]
  >([
    ['a model answers everything', 200, {}, COMPLETION, 'skip', 'skip'],
    ['a network of Cloudflare, but nothing of the gateway', 529, MARK, OVERLOADED, 'fail', 'skip'],
    ['an error that came through the gateway', 529, { 'cf-aig-step': '0' }, OVERLOADED, 'pass', 'pass'],
  ])('%s', async (_name, status, headers, body, expectedOfGateway, expectedOfToken) => {
    await inHome(async (home) => {
      const inputs = await home.inputs({
        answer: () => ({ response: { status, headers, body, truncated: false } }),
      });
      const [ofGateway] = await findingsOf(gateway, inputs);
      const [ofToken] = await findingsOf(token, inputs);
      expect([ofGateway?.status, ofToken?.status]).toEqual([expectedOfGateway, expectedOfToken]);
    });
  });
});
