import { expect, test } from '@jest/globals';
import { headers } from '../../../src/doctor/block/headers.js';
import { brief, findingsOf, GATEWAY_URL, inHome } from '../home.js';

test.each<[string, Record<string, string>, string[], RegExp]>([
  ['none of the gateway', { 'x-mine': '1' }, [], /^$/],
  [
    'values that work',
    { 'cf-aig-cache-ttl': '3600', 'CF-AIG-Skip-Cache': 'true' },
    ['pass'],
    /cf-aig-cache-ttl/,
  ],
  ['another product of Cloudflare', { 'cf-access-client-id': 'x' }, ['pass'], /cf-access-client-id/],
  ['a name that nearly fits', { 'cf-aig-cach-ttl': '60' }, ['warn header-unknown'], /cf-aig-cach-ttl/],
  ['a name of nothing', { 'cf-aig-nonsense-word': 'x' }, ['warn header-unknown'], /nonsense-word/],
  ['a name for the token', { 'cf-aig-token': 'x' }, ['warn header-unknown'], /cf-aig-token/],
  ['a unit', { 'cf-aig-cache-ttl': '3600s' }, ['warn header-value-unusable'], /cf-aig-cache-ttl/],
  ['metadata that is no JSON', { 'cf-aig-metadata': 'team=a' }, ['warn header-value-unusable'], /metadata/],
  [
    'too much metadata',
    { 'cf-aig-metadata': '{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}' },
    ['warn header-value-unusable'],
    /metadata/,
  ],
  ['too many attempts', { 'cf-aig-max-attempts': '9' }, ['warn header-value-unusable'], /max-attempts/],
  ['an alias on /compat', { 'cf-aig-byok-alias': 'work' }, ['warn byok-alias-ignored'], /byok-alias/],
])('%s', async (_name, written, expected, title) => {
  await inHome(async (home) => {
    const inputs = await home.inputs({ block: { headers: written } });
    const found = await findingsOf(headers, inputs);
    expect(brief(found)).toEqual(expected);
    expect(found.map((one) => one.title).join()).toMatch(title);
  });
});

test('an alias works on a route of one provider', async () => {
  await inHome(async (home) => {
    const block = { baseUrl: `${GATEWAY_URL}/openai`, headers: { 'cf-aig-byok-alias': 'work' } };
    expect(brief(await findingsOf(headers, await home.inputs({ block })))).toEqual(['pass']);
  });
});

test.each<[string, string, string[]]>([
  ['a name', 'my-gateway', ['pass']],
  ['a placeholder', '<your-gateway>', ['fail header-value-unusable']],
  ['what cannot be a name', 'My Gateway', ['fail header-value-unusable']],
  // The credentials check names it.
  ['a variable without a value', '$' + '{MY_GATEWAY}', ['pass']],
])('on the REST API the gateway is %s', async (_name, gateway, expected) => {
  await inHome(async (home) => {
    const baseUrl = 'https://api.cloudflare.com/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1';
    const block = { baseUrl, headers: { 'cf-aig-gateway-id': gateway } };
    expect(brief(await findingsOf(headers, await home.inputs({ block })))).toEqual(expected);
  });
});
