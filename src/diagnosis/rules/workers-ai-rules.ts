import type { Rule } from './rule.js';

/** Workers AI as the provider behind the gateway; its numbers: developers.cloudflare.com/workers-ai/platform/errors. */
export const WORKERS_AI_RULES: readonly Rule[] = [
  {
    cause: 'workers-ai-token-rejected',
    code: [10000, 10001, 9109, 6003, 1000],
    alternatives: ['token-other-account'],
  },
  { cause: 'provider-model-not-found', code: [5007, 3042] },
  { cause: 'provider-quota', code: [3036, 4006] },
  { cause: 'provider-overloaded', code: [3040] },
  { cause: 'provider-timeout', code: [3007, 3008] },
  { cause: 'provider-key-forbidden', code: [5018, 3041, 5016, 3023, 5035] },
  { cause: 'provider-context-too-long', code: [3006, 5021] },
  { cause: 'provider-path-wrong', code: [7000, 7003] },
  { cause: 'provider-bad-request', code: [5004, 5006, 5005, 5019, 3003, 3039, 8007] },
];
