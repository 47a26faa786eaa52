import { type Answer, sentProviderKey } from '../exchange/answer.js';
import { REQUEST_RULES } from './request-rules.js';
import type { Rule } from './rule.js';

const TOKEN_CODES = [10000, 10001, 9109, 6003, 1000];

const tokenOnlyInOwnHeader = ({ sent }: Answer) => sent?.gatewayTokenIn.join() === 'cf-aig-authorization';

/** Workers AI as the provider behind the gateway; its numbers: developers.cloudflare.com/workers-ai/platform/errors. */
export const WORKERS_AI_RULES: readonly Rule[] = [
  {
    cause: 'provider-key-is-placeholder',
    code: TOKEN_CODES,
    when: ({ sent }) => sent?.providerKeyIs === 'placeholder',
  },
  {
    cause: 'workers-ai-token-missing',
    code: TOKEN_CODES,
    when: (answer) => !sentProviderKey(answer) && tokenOnlyInOwnHeader(answer),
    alternatives: ['workers-ai-token-rejected'],
  },
  {
    cause: 'workers-ai-token-rejected',
    code: TOKEN_CODES,
    alternatives: ['token-other-account'],
  },
  { cause: 'provider-model-not-found', code: [5007, 3042] },
  { cause: 'provider-quota', code: [3036, 4006] },
  { cause: 'provider-overloaded', code: [3040] },
  { cause: 'provider-timeout', code: [3007, 3008] },
  { cause: 'provider-key-forbidden', code: [5018, 3041, 5016, 3023, 5035] },
  { cause: 'provider-context-too-long', code: [3006, 5021] },
  { cause: 'gateway-request-refused', code: [7000], says: /request body/i },
  { cause: 'provider-path-wrong', code: [7000, 7003] },
  { cause: 'provider-outage', code: [7009] },
  ...REQUEST_RULES,
  { cause: 'workers-ai-input-rejected', code: [5006] },
  { cause: 'workers-ai-input-rejected', says: /bad input/i, status: [0, 400] },
  { cause: 'provider-bad-request', code: [5004, 5005, 5019, 3003, 3039, 8007] },
];
