import { sentGatewayToken } from '../exchange/answer.js';
import type { Rule } from './rule.js';

/** The numbers of api.cloudflare.com: AI Gateway's REST API and the management API. */
export const CLOUDFLARE_API_RULES: readonly Rule[] = [
  // Credentials.
  { cause: 'token-missing', code: [10000, 9106, 10001], when: (answer) => !sentGatewayToken(answer) },
  { cause: 'token-malformed', code: [6003, 6111, 9106, 9103, 9107] },
  { cause: 'token-unknown', path: /\/tokens\/verify$/, code: [1000, 1001, 10000, 9109] },
  { cause: 'token-unknown', code: [1000], says: /token/i, alternatives: ['token-other-account'] },
  {
    cause: 'token-other-account',
    code: [9109],
    says: /requested resource/i,
    alternatives: ['token-unknown', 'token-lacks-read'],
  },
  {
    cause: 'token-unknown',
    code: [9109, 10001],
    status: [0, 400, 401, 403],
    alternatives: ['token-expired', 'token-disabled'],
  },
  {
    cause: 'token-lacks-read',
    code: [10000],
    plane: 'management',
    alternatives: ['token-unknown', 'token-other-account'],
  },
  {
    cause: 'token-lacks-workers-ai',
    code: [10000],
    alternatives: ['token-unknown', 'token-other-account', 'token-expired', 'token-disabled'],
  },
  {
    cause: 'token-lacks-workers-ai',
    plane: 'rest',
    status: [401, 403],
    says: /authentication error|unauthorized/i,
  },

  {
    cause: 'token-rejected',
    plane: 'rest',
    status: [401],
    when: ({ code }) => code === undefined,
    alternatives: ['token-unknown', 'token-lacks-workers-ai', 'token-other-account'],
  },
  {
    cause: 'token-rejected',
    plane: 'management',
    status: [401],
    when: ({ code }) => code === undefined,
    alternatives: ['token-unknown', 'token-lacks-read', 'token-other-account'],
  },

  // Addresses.
  {
    cause: 'gateway-not-found',
    plane: 'management',
    status: [404],
    path: /\/ai-gateway\/gateways\/[^/]+$/,
    when: ({ codes }) => !codes.includes(7000) && !codes.includes(7003),
  },
  {
    cause: 'account-not-found',
    code: [7003],
    says: /could not route|object identifier/i,
    when: ({ path, message }) => !/\/accounts\/[0-9a-f]{32}(\/|$)/.test(`${path} ${message}`),
    alternatives: ['url-not-routed'],
  },
  {
    cause: 'url-not-routed',
    code: [7003, 7000],
    says: /could not route|object identifier|no route/i,
    alternatives: ['account-not-found'],
  },
  { cause: 'account-not-found', code: [1003], says: /account/i },
  { cause: 'model-not-in-catalogue', code: [7003], status: [404] },
  { cause: 'provider-bad-request', code: [7003] },
  { cause: 'url-not-routed', code: [10405, 10404], alternatives: ['account-not-found'] },

  // Limits and forms.
  { cause: 'management-rate-limited', plane: 'management', status: [429] },
  { cause: 'management-rate-limited', code: [971, 10429] },
  { cause: 'gateway-request-refused', code: [7000, 7001], status: [400, 422] },
];
