import { refusal } from '../answers/gateway-errors.js';
import { v4AuthenticationError, v4Errors } from '../answers/v4.js';
import { about } from '../provider/built-in-provider.js';
import type { FailureName } from '../provider/failures/failure.js';
import { providerFailure } from '../provider/failures/index.js';
import { upstreamRequest } from '../stages/ask-provider.js';
import type { Call } from '../state/call.js';
import type { Scenario } from '../state/scenario.js';

/** The provider, whoever it is, fails in its own words; the gateway's own list of models stays. */
const fails = (name: FailureName): Scenario['answers'] => ({
  upstream: (call) => (call.target?.gatewayModels ? undefined : failure(call, name)),
});

function failure(call: Call, name: FailureName) {
  const request = upstreamRequest(call);
  return providerFailure(request.slug, name, about(request));
}

const TITLES: [name: FailureName, cause: Scenario['cause'], title: string, needs?: Scenario['needs']][] = [
  ['key-missing', 'provider-key-missing', 'the provider gets no key'],
  ['key-rejected', 'provider-key-rejected', 'the provider rejects the key', 'own-key'],
  ['key-forbidden', 'provider-key-forbidden', 'the key may not do this', 'own-key'],
  ['model-not-found', 'provider-model-not-found', 'the provider has no such model'],
  ['quota', 'provider-quota', "the account's quota is used up"],
  ['credits', 'provider-credits', 'the account at the provider has no credit'],
  ['rate-limited', 'provider-rate-limited', "the provider's rate limit is reached"],
  ['overloaded', 'provider-overloaded', 'the provider is overloaded'],
  ['outage', 'provider-outage', 'the provider is broken'],
  ['timeout', 'provider-timeout', 'the provider takes too long'],
  ['bad-request', 'provider-bad-request', 'the provider finds the request wrong'],
  ['path-wrong', 'provider-path-wrong', 'the provider has no such path'],
  ['region', 'provider-region', 'the provider does not serve the place'],
  ['context-too-long', 'provider-context-too-long', 'the request is longer than the model can take'],
  ['max-tokens-field', 'provider-max-tokens-field', 'the model refuses max_tokens'],
  ['field-unknown', 'provider-field-unknown', 'the provider does not know a field'],
  ['history', 'provider-history-rejected', 'the provider finds the history incomplete'],
  ['api-unsupported', 'model-api-unsupported', 'the model answers on another API only'],
  [
    'key-wrong-header',
    'provider-key-wrong-header',
    'the provider key is in the wrong header',
    'key-as-bearer',
  ],
  ['content-filter', 'provider-content-filter', 'the provider objects to the content'],
  ['error-in-200', 'provider-error-in-200', '200 with an error inside'],
  ['error-other', 'provider-error-other', 'an error of the provider that no table knows'],
];

/** The provider behind the gateway answers with an error. */
export const UPSTREAM_ERROR_SCENARIOS: readonly Scenario[] = [
  ...TITLES.map(
    ([name, cause, title, needs]): Scenario => ({ name: cause, title, cause, needs, answers: fails(name) }),
  ),
  {
    name: 'stored-key-rejected',
    title: 'the provider rejects the key that Cloudflare supplied',
    cause: 'stored-key-rejected',
    answers: fails('key-rejected'),
  },
  {
    name: 'stored-key-rejected-2047',
    title: 'the same in the words of the gateway',
    cause: 'stored-key-rejected',
    answers: {
      upstream: ({ plane, target }) =>
        target?.gatewayModels ? undefined : refusal(plane, 'credentials-invalid'),
    },
  },
  {
    name: 'workers-ai-token-rejected',
    title: 'Workers AI does not accept the token',
    cause: 'workers-ai-token-rejected',
    needs: 'workers-ai-key',
    answers: {
      upstream: ({ target }) => (target?.slug === 'workers-ai' ? v4AuthenticationError() : undefined),
    },
  },
  {
    name: 'workers-ai-token-missing',
    title: 'Workers AI gets no token',
    cause: 'workers-ai-token-missing',
    needs: 'workers-ai',
    answers: {
      upstream: ({ target }) => (target?.slug === 'workers-ai' ? v4AuthenticationError() : undefined),
    },
  },
  {
    name: 'workers-ai-input-rejected',
    title: 'Workers AI does not accept the messages',
    cause: 'workers-ai-input-rejected',
    needs: 'workers-ai-key',
    answers: {
      upstream: ({ target }) =>
        target?.slug === 'workers-ai'
          ? v4Errors(400, [{ code: 5006, message: "AiError: Bad input: Error: oneOf at '/' not met" }])
          : undefined,
    },
  },
  {
    name: 'provider-failed-masked',
    title: 'the gateway hides what the provider said',
    cause: 'provider-failed-masked',
    answers: {
      upstream: ({ plane, target }) =>
        target?.gatewayModels ? undefined : refusal(plane, 'provider-failed'),
    },
  },
  {
    name: 'provider-output-unreadable',
    title: 'the gateway cannot read what the model said',
    cause: 'provider-output-unreadable',
    answers: {
      upstream: ({ plane, target }) =>
        target?.gatewayModels ? undefined : refusal(plane, 'output-unparsable'),
    },
  },
];
