import {
  compatBalance,
  type GatewayErrorName,
  gatewayError,
  gatewayErrorOf,
  policyDenied,
  policySpending,
  refusal,
  spendLimitExceeded,
  unknownAlias,
} from '../answers/gateway-errors.js';
import { catalogError, v4Error } from '../answers/v4.js';
import type { Answer } from '../http/answer.js';
import { dlpBlock } from '../stages/words.js';
import type { Call, Point } from '../state/call.js';
import type { Scenario } from '../state/scenario.js';

/** At a stage of a request that means a model; the gateway's own list of models stays. */
const at = (point: Point, answer: (call: Call) => Answer): Scenario['answers'] => ({
  [point]: (call: Call) => (call.target?.gatewayModels ? undefined : answer(call)),
});

const refused = (name: GatewayErrorName) => (call: Call) => refusal(call.plane, name);

const model = ({ target }: Call) => target?.model ?? '';

/** The gateway refuses the request by its own rules. */
export const GATEWAY_POLICY_SCENARIOS: readonly Scenario[] = [
  {
    name: 'rate-limited',
    title: "the gateway's rate limit is reached",
    cause: 'rate-limited',
    answers: at('rate-limit', () => gatewayError('rate-limited')),
  },
  {
    name: 'wholesale-rate-limited',
    title: 'the rate limit of Unified Billing is reached',
    cause: 'wholesale-rate-limited',
    answers: at('credits', () => gatewayError('wholesale-rate-limited')),
  },
  {
    name: 'wholesale-rate-limited-402',
    title: 'the same as 402 with the number of missing credits',
    cause: 'wholesale-rate-limited',
    answers: at('credits', refused('wholesale-rate-message')),
  },
  {
    name: 'management-rate-limited',
    title: "Cloudflare's API is asked too often",
    cause: 'management-rate-limited',
    needs: 'management',
    management: () => v4Error('throttled'),
  },
  {
    name: 'unified-billing-refuses-responses',
    title: 'Unified Billing does not pay on the Responses API',
    cause: 'unified-billing-refuses-responses',
    needs: 'rest-responses',
    answers: at('credits', refused('credits-exhausted')),
  },
  {
    name: 'credits-exhausted',
    title: 'no credits for Unified Billing',
    cause: 'credits-exhausted',
    answers: at('credits', refused('credits-exhausted')),
  },
  {
    name: 'credits-exhausted-compat',
    title: "the same in OpenAI's shape",
    cause: 'credits-exhausted',
    answers: at('credits', compatBalance),
  },
  {
    name: 'not-on-unified-billing',
    title: 'Unified Billing does not cover the model',
    cause: 'not-on-unified-billing',
    answers: at('credits', refused('not-on-unified-billing')),
  },
  {
    name: 'spend-limit',
    title: 'a spend limit is reached',
    cause: 'spend-limit',
    answers: at('spend-limits', (call) =>
      spendLimitExceeded({ id: 'sandbox', limit: 10, window: 86400 }, call.target?.slug ?? '', model(call)),
    ),
  },
  {
    name: 'spend-limit-policy',
    title: 'the budget of a policy is reached',
    cause: 'spend-limit',
    answers: at('spend-limits', policySpending),
  },
  {
    name: 'spend-limit-unpriced-model',
    title: 'a spend limit stops a model without a price',
    cause: 'spend-limit-unpriced-model',
    answers: at('spend-limits', () => gatewayError('spend-unpriced')),
  },
  {
    name: 'guardrails-prompt',
    title: 'Guardrails block the prompt',
    cause: 'guardrails-prompt',
    answers: at('words', () => gatewayError('prompt-blocked')),
  },
  {
    name: 'guardrails-response',
    title: 'Guardrails block the answer',
    cause: 'guardrails-response',
    answers: at('upstream', () => gatewayError('response-blocked')),
  },
  {
    name: 'guardrails-unavailable',
    title: 'Guardrails cannot scan',
    cause: 'guardrails-unavailable',
    answers: at('words', () => gatewayError('guardrails-unavailable')),
  },
  {
    name: 'dlp-request',
    title: 'DLP blocks the request',
    cause: 'dlp-request',
    answers: at('words', () => dlpBlock('request')),
  },
  {
    name: 'dlp-response',
    title: 'DLP blocks the answer',
    cause: 'dlp-response',
    answers: at('upstream', () => dlpBlock('response')),
  },
  {
    name: 'policy-denied',
    title: 'a policy refuses the request',
    cause: 'policy-denied',
    answers: at('spend-limits', policyDenied),
  },
  {
    name: 'access-login',
    title: 'a login page of Cloudflare Access in front of everything',
    cause: 'access-login',
    everything: () => ({
      status: 302,
      headers: {
        location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login/ai.example.com?kid=sandbox',
        'content-type': 'text/html',
      },
      body: '',
    }),
  },
  {
    name: 'byok-alias-unknown',
    title: 'no stored key is called default',
    cause: 'byok-alias-unknown',
    answers: at('alias', ({ target }) => unknownAlias(target?.slug ?? '', 'default', ['work', 'team'])),
  },
  {
    name: 'stored-keys-required',
    title: 'the gateway demands provider keys, and none is stored',
    cause: 'stored-keys-required',
    answers: at('credits', refused('stored-keys-required')),
  },
  {
    name: 'gateway-request-refused',
    title: 'the gateway finds a field missing',
    cause: 'gateway-request-refused',
    needs: 'rest',
    answers: at('schema', () => catalogError(400, 7001, 'Input Validation Error')),
  },
  {
    name: 'gateway-error-other',
    title: 'an error of the gateway that no table knows',
    cause: 'gateway-error-other',
    answers: at('rate-limit', () => gatewayErrorOf({ status: 400, code: 2999, message: 'Something new' })),
  },
];
