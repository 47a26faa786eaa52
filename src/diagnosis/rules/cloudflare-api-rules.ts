import { percentDecode } from '../../lib/text/percent-decode.js';
import { type Answer, sentGatewayToken } from '../exchange/answer.js';
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

  // Addresses. The answer repeats the path that Cloudflare could not route.
  {
    cause: 'account-id-is-token',
    code: [7003, 7000, 10000, 9109],
    when: (answer) => /\/accounts\/(cf[uat]+[tk]_|\[redacted\])/.test(addressIn(answer)),
  },
  {
    cause: 'variable-missing',
    code: [7003, 7000],
    when: (answer) => variableIn(answer) !== undefined,
    values: (answer) => ({ variable: variableIn(answer) }),
  },
  {
    cause: 'base-url-placeholder',
    code: [7003, 7000],
    when: (answer) => PLACEHOLDER_ACCOUNT.test(addressIn(answer)),
    values: (answer) => {
      const found = percentDecode(PLACEHOLDER_ACCOUNT.exec(addressIn(answer))![1]!);
      return { found, baseUrl: `.../accounts/${found}/...` };
    },
  },
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
    when: (answer) => MALFORMED_ACCOUNT.test(addressIn(answer)),
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
  {
    cause: 'method-not-allowed',
    code: [7001, 10405],
    says: /\b(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) not supported/i,
  },
  { cause: 'method-not-allowed', code: [7001], status: [405] },
  { cause: 'gateway-request-refused', code: [7000, 7001] },
];

/** `$%7BNAME%7D` or `${NAME}`: the text of a reference instead of its value. */
const VARIABLE = /\/\$(?:%7B|\{)(\w+)(?:%7D|\})/i;

/** An account that is a stand-in and was sent as such. What only looks blacked out (`xxx`, `<...>`) is left alone. */
const PLACEHOLDER_ACCOUNT =
  /\/accounts\/(undefined|null|none|nan|%3C[^/]*|%7B[^/]*|your[^/]*|account[-_]?id)(?=\/|$)/i;

/** Neither an account ID nor blacked out by the person who shows the message. */
const MALFORMED_ACCOUNT = /\/accounts\/(?![0-9a-f]{32}(?:\/|$|,))(?![xX]{3,}|\*|<|\[|\{|…|\.{3})[^/\s,]+/;

function addressIn({ path, message }: Answer): string {
  return `${path} ${message}`;
}

function variableIn(answer: Answer): string | undefined {
  return VARIABLE.exec(addressIn(answer))?.[1];
}
