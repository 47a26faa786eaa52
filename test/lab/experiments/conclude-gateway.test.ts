import { expect, test } from '@jest/globals';
import { concludeGateway, type GatewayEvidence } from '../../../src/lab/experiments/conclude-gateway.js';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const SLIPPED = '0123456789abcdef0123456789abcdee';
const OTHER = 'fedcba9876543210fedcba9876543210';

test.each<[string, Partial<GatewayEvidence>, cause: string, nearest: string | undefined, because: RegExp]>([
  [
    'a letter left out',
    { gateways: ['my-gateway', 'default'] },
    'gateway-not-found',
    'my-gateway',
    /gateways: my-gateway, default/,
  ],
  ['nothing like it', { gateways: ['production'] }, 'gateway-not-found', undefined, /gateways: production/],
  ['the name itself', { gateways: ['my-gatway', 'my-gateway'] }, 'gateway-not-found', undefined, /gateways/],
  ['no gateway yet', { gateways: [] }, 'gateway-not-found', undefined, /no gateway yet/],
  ['an account one letter off', { accounts: [SLIPPED] }, 'account-id-mistyped', SLIPPED, /other accounts/],
  ['another account', { accounts: [OTHER] }, 'account-not-found', OTHER, /other accounts/],
  ['nothing may be listed', {}, 'gateway-not-found', undefined, /cannot list/],
])('%s', (_name, evidence, cause, nearest, because) => {
  const concluded = concludeGateway({ gateway: 'my-gatway', accountId: ACCOUNT, ...evidence });
  expect(concluded).toMatchObject({ cause });
  expect(concluded.nearest).toBe(nearest);
  expect(concluded.because).toMatch(because);
});
