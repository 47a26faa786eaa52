import { expect, test } from '@jest/globals';
import { notImplemented } from '../../src/sandbox/responses/not-implemented.js';
import { aig, ask, gatewayUrl, sandbox } from './client.js';

const MESSAGE =
  'POST /run is not in the sandbox of cf-aig. The real Cloudflare may have it: this says nothing about whether it works there.';

test.each([
  ['gateway', { success: false, error: [{ code: 501, message: MESSAGE }] }],
  ['rest', { success: false, errors: [{ code: 501, message: MESSAGE }], result: {} }],
  ['management', { success: false, errors: [{ code: 501, message: MESSAGE }], result: null }],
] as const)('what the sandbox does not have is 501 in the envelope of the %s plane', (plane, envelope) => {
  const { status, headers, body, missing } = notImplemented(plane, 'POST /run');
  expect(status).toBe(501);
  expect(headers['cf-aig-sandbox']).toBe('not-implemented');
  expect(JSON.parse(String(body))).toMatchObject(envelope);
  expect(missing).toEqual(['POST /run']);
});

test('the record of a request names what the sandbox does not have', async () => {
  const box = await sandbox();
  const url = `${gatewayUrl(box)}/run`;
  const { status } = await ask(url, { method: 'POST', headers: aig(box.token) });
  expect(status).toBe(501);
  expect(box.requests).toMatchObject([{ path: new URL(url).pathname, status, missing: ['POST /run'] }]);
});

test('it is no failure that another try or another provider makes good', async () => {
  const box = await sandbox();
  const headers = { ...aig(box.token), 'cf-aig-max-attempts': '5', 'cf-aig-retry-delay': '60000' };
  const messages = [{ role: 'user', content: 'hi' }];
  const body = [
    { provider: 'fal', endpoint: 'fal-ai/fast-sdxl', headers: {}, query: {} },
    {
      provider: 'openai',
      endpoint: 'chat/completions',
      headers: {},
      query: { model: 'gpt-4o-mini', messages },
    },
  ];
  const reply = await ask(gatewayUrl(box), { headers, body });
  expect([reply.status, reply.headers['cf-aig-sandbox']]).toEqual([501, 'not-implemented']);
});
