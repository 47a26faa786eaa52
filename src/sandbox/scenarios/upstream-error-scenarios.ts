import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import type { SandboxResponse } from '../http/response.js';
import { failureDetails } from '../provider/built-in-provider.js';
import type { FailureName } from '../provider/failures/failure.js';
import { providerFailure } from '../provider/failures/index.js';
import { type GatewayErrorName, planeError } from '../responses/gateway-errors.js';
import { v4AuthenticationError, v4Errors } from '../responses/v4-envelope.js';
import { providerRequest } from '../stages/ask-provider.js';
import { overrideStage, type Scenario, scenario } from './scenario.js';

/** The provider fails in its own words. */
const failProvider = (name: FailureName) =>
  overrideStage('upstream', (context) => {
    const request = providerRequest(context);
    return providerFailure(request.slug, name, failureDetails(request));
  });

/** The gateway answers for the provider. */
const failGateway = (name: GatewayErrorName) =>
  overrideStage('upstream', ({ plane }) => planeError(plane, name));

const failWorkersAi = (respond: () => SandboxResponse) =>
  overrideStage('upstream', ({ destination }) => (destination.slug === 'workers-ai' ? respond() : undefined));

const FAILURES: [name: FailureName, cause: CauseId, title: string, needs?: Scenario['needs']][] = [
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
  ['region', 'provider-region', 'the provider does not serve this region'],
  ['context-too-long', 'provider-context-too-long', 'the request is longer than the model can take'],
  ['max-tokens-field', 'provider-max-tokens-field', 'the model refuses max_tokens'],
  [
    'tools-with-effort',
    'provider-tools-with-effort',
    'the model refuses tools with reasoning on chat completions',
  ],
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
  ...FAILURES.map(([name, cause, title, needs]) =>
    scenario(cause, title, { needs, overrides: failProvider(name) }),
  ),
  scenario('stored-key-rejected', 'the provider rejects the key that Cloudflare supplied', {
    overrides: failProvider('key-rejected'),
  }),
  scenario('stored-key-rejected', 'the same in the words of the gateway', {
    name: 'stored-key-rejected-2047',
    overrides: failGateway('credentials-invalid'),
  }),
  scenario('workers-ai-token-rejected', 'Workers AI does not accept the token', {
    needs: 'workers-ai-key',
    overrides: failWorkersAi(v4AuthenticationError),
  }),
  scenario('workers-ai-token-missing', 'Workers AI gets no token', {
    needs: 'workers-ai',
    overrides: failWorkersAi(v4AuthenticationError),
  }),
  scenario('workers-ai-input-rejected', 'Workers AI does not accept the messages', {
    needs: 'workers-ai-key',
    overrides: failWorkersAi(() =>
      v4Errors(400, [{ code: 5006, message: "AiError: Bad input: Error: oneOf at '/' not met" }]),
    ),
  }),
  scenario('provider-failed-masked', 'the gateway hides what the provider said', {
    overrides: failGateway('provider-failed'),
  }),
  scenario('provider-output-unreadable', 'the gateway cannot read what the model said', {
    overrides: failGateway('output-unparsable'),
  }),
];
