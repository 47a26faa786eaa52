import { expect, test } from '@jest/globals';
import { notImplemented } from '../../src/sandbox/responses/not-implemented.js';
import { startSandbox } from '../../src/sandbox/server.js';

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
  const sandbox = await startSandbox();
  try {
    const headers = { 'cf-aig-authorization': `Bearer ${sandbox.token}` };
    const url = `${sandbox.url}/v1/${sandbox.accountId}/${sandbox.gateway}/run`;
    const { status } = await fetch(url, { method: 'POST', headers });
    expect(status).toBe(501);
    expect(sandbox.requests).toMatchObject([{ path: new URL(url).pathname, status, missing: ['POST /run'] }]);
  } finally {
    await sandbox.close();
  }
});
