import { expect, test } from '@jest/globals';
import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { findBlocks } from '../../../src/openclaw/blocks/block.js';
import { addressOf, isSameGateway } from '../../../src/openclaw/blocks/block-address.js';
import { ACCOUNT, GATEWAY_URL } from '../memory.js';
import { REST } from '../target-with.js';

const addressIn = (block: Record<string, unknown>) =>
  addressOf(
    findBlocks(
      { models: { providers: { 'cloudflare-ai-gateway': { models: [], ...block } } } },
      CLOUDFLARE,
    )[0]!,
    CLOUDFLARE,
  );

test.each<[what: string, block: Record<string, unknown>, address: object]>([
  [
    'the address',
    { baseUrl: `${GATEWAY_URL}/compat` },
    { accountId: ACCOUNT, gateway: 'my-gateway', route: 'compat' },
  ],
  [
    'a header',
    { baseUrl: REST, headers: { 'cf-aig-gateway-id': 'other' } },
    { accountId: ACCOUNT, gateway: 'other' },
  ],
  ['neither', { baseUrl: REST }, { accountId: ACCOUNT, gateway: undefined }],
  ['no address', {}, { accountId: undefined, gateway: undefined, route: undefined }],
])('where a block leads, by %s', (_, block, address) => {
  expect(addressIn(block)).toMatchObject(address);
});

test.each([
  [{ accountId: 'a', gateway: 'g' }, { accountId: 'a', gateway: 'g', route: 'compat' }, true],
  [{ accountId: 'a' }, { accountId: 'a' }, true],
  [{ accountId: 'a', gateway: 'g' }, { accountId: 'a', gateway: 'h' }, false],
  [{ accountId: 'a', gateway: 'g' }, { accountId: 'b', gateway: 'g' }, false],
  [{ gateway: 'g' }, { gateway: 'g' }, false],
])('%j and %j are the same gateway: %s', (one, other, expected) => {
  expect(isSameGateway(one, other)).toBe(expected);
});
