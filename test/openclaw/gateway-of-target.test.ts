import { describe, expect, test } from '@jest/globals';
import { gatewayOfTarget } from '../../src/openclaw/gateway-of-target.js';
import { ACCOUNT, TOKEN } from './memory.js';
import { REST, TOKEN_VARIABLE, targetWith } from './target-with.js';

describe('parameters for calls about the gateway', () => {
  const call = (gateway: string) => ({ token: TOKEN, accountId: ACCOUNT, gateway });
  test.each<
    [what: string, block: Record<string, unknown>, env: NodeJS.ProcessEnv, expected: object | undefined]
  >([
    ['from the address', {}, {}, call('my-gateway')],
    ['on the API, the default gateway', { baseUrl: REST }, {}, call('default')],
    [
      'on the API, that of the header',
      { baseUrl: REST, headers: { 'cf-aig-gateway-id': 'other' } },
      {},
      call('other'),
    ],
    ['not without an address', { baseUrl: 'nonsense' }, {}, undefined],
    ['not without a gateway', { baseUrl: `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}` }, {}, undefined],
    ['not without a token', {}, { [TOKEN_VARIABLE]: undefined }, undefined],
  ])('%s', (_, block, env, expected) => {
    const found = gatewayOfTarget(targetWith(block, env));
    expect(found && { token: found.token, accountId: found.accountId, gateway: found.gateway }).toEqual(
      expected,
    );
  });
});
