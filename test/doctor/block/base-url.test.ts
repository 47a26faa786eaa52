import { expect, test } from '@jest/globals';
import { baseUrl } from '../../../src/doctor/block/base-url.js';
import { brief, findingsOf, inHome } from '../home.js';

const PATH = '/v1/0123456789abcdef0123456789abcdef/my-gateway/compat';

test.each([
  ['https', 'https://gateway.ai.cloudflare.com', ['pass']],
  ['http to this machine', 'http://127.0.0.1:8787', ['pass']],
  ['http to a private address', 'http://192.168.1.7:8787', ['warn']],
  ['http to a private name', 'http://sandbox:8787', ['warn']],
  ['http to a public name', 'http://gateway.example', ['fail base-url-insecure']],
])('%s', async (_, origin, expected) => {
  await inHome(async (home) => {
    const found = await findingsOf(baseUrl, await home.inputs({ block: { baseUrl: `${origin}${PATH}` } }));
    expect(brief(found)).toEqual(expected);
  });
});
