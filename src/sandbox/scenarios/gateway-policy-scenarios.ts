import { catalogueName } from '../provider/models/catalogue-id.js';
import {
  compatCreditsError,
  type GatewayErrorName,
  gatewayError,
  gatewayErrorOf,
  planeError,
  policyError,
  policySpendError,
  spendLimitError,
  unknownAliasError,
} from '../responses/gateway-errors.js';
import { notImplemented } from '../responses/not-implemented.js';
import { catalogError, v4Error } from '../responses/v4-envelope.js';
import { dlpError } from '../stages/content-filters.js';
import { overrideStage, type Scenario, scenario } from './scenario.js';

const refuseToPay = (name: GatewayErrorName) =>
  overrideStage('credential', ({ plane }) => planeError(plane, name));

/** The gateway refuses the request by its own rules. */
export const GATEWAY_POLICY_SCENARIOS: readonly Scenario[] = [
  scenario('rate-limited', "the gateway's rate limit is reached", {
    overrides: overrideStage('rate-limit', () => gatewayError('rate-limited')),
  }),
  scenario('wholesale-rate-limited', 'the rate limit of Unified Billing is reached', {
    overrides: overrideStage('credential', () => gatewayError('wholesale-rate-limited')),
  }),
  scenario('wholesale-rate-limited', 'the same as 402 with the number of missing credits', {
    name: 'wholesale-rate-limited-402',
    overrides: refuseToPay('wholesale-rate-message'),
  }),
  scenario('management-rate-limited', "Cloudflare's API is asked too often", {
    needs: 'management',
    management: () => v4Error('throttled'),
  }),
  scenario('unified-billing-refuses-responses', 'Unified Billing does not pay on the Responses API', {
    needs: 'rest-responses',
    overrides: refuseToPay('credits-exhausted'),
  }),
  scenario('credits-exhausted', 'no credits for Unified Billing', {
    overrides: refuseToPay('credits-exhausted'),
  }),
  scenario('credits-exhausted', "the same in OpenAI's shape", {
    name: 'credits-exhausted-compat',
    overrides: overrideStage('credential', compatCreditsError),
  }),
  scenario('credits-exhausted', 'the same with the number 2049, on the AI REST API', {
    name: 'credits-exhausted-2049',
    needs: 'rest',
    overrides: overrideStage('credential', () =>
      catalogError(402, 2049, 'Insufficient balance; add money to your gateway'),
    ),
  }),
  scenario('not-on-unified-billing', 'Unified Billing does not cover the model', {
    overrides: refuseToPay('not-on-unified-billing'),
  }),
  scenario('spend-limit', 'a spend limit is reached', {
    overrides: overrideStage('spend-limits', ({ destination: { slug, model = '' } }) =>
      spendLimitError({ id: 'sandbox', limit: 10, window: 86400 }, slug, catalogueName(slug, model)),
    ),
  }),
  scenario('spend-limit', 'the same with the number of before October 2026', {
    name: 'spend-limit-2041',
    overrides: overrideStage('spend-limits', ({ destination: { slug, model = '' } }) =>
      gatewayErrorOf(
        429,
        2041,
        `Spend limit exceeded: rule 'sandbox' (cost limit 10 per 86400s, fixed) for ${slug} ${model}`,
      ),
    ),
  }),
  scenario('spend-limit', 'the budget of a policy is reached', {
    name: 'spend-limit-policy',
    overrides: overrideStage('spend-limits', policySpendError),
  }),
  scenario('spend-limit-unpriced-model', 'a spend limit stops a model without a price', {
    overrides: overrideStage('spend-limits', () => gatewayError('spend-unpriced')),
  }),
  scenario('guardrails-prompt', 'Guardrails block the prompt', {
    overrides: overrideStage('content-filters', () => gatewayError('prompt-blocked')),
  }),
  scenario('guardrails-response', 'Guardrails block the answer', {
    overrides: overrideStage('upstream', () => gatewayError('response-blocked')),
  }),
  scenario('guardrails-unavailable', 'Guardrails cannot scan', {
    overrides: overrideStage('content-filters', () => gatewayError('guardrails-unavailable')),
  }),
  scenario('dlp-request', 'DLP blocks the request', {
    overrides: overrideStage('content-filters', () => dlpError('request')),
  }),
  scenario('dlp-response', 'DLP blocks the answer', {
    overrides: overrideStage('upstream', () => dlpError('response')),
  }),
  scenario('policy-denied', 'a policy refuses the request', {
    overrides: overrideStage('spend-limits', policyError),
  }),
  scenario('access-login', 'a login page of Cloudflare Access in front of everything', {
    response: () => ({
      status: 302,
      headers: {
        location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login/ai.example.com?kid=sandbox',
        'content-type': 'text/html',
      },
      body: '',
    }),
  }),
  scenario('byok-alias-unknown', 'no stored key is called default', {
    overrides: overrideStage('alias', ({ destination: { slug } }) =>
      unknownAliasError(slug, 'default', ['work', 'team']),
    ),
  }),
  scenario('stored-keys-required', 'the gateway demands provider keys, and none is stored', {
    overrides: refuseToPay('stored-keys-required'),
  }),
  scenario('gateway-request-refused', 'the gateway finds a field missing', {
    needs: 'rest',
    overrides: overrideStage('schema', () => catalogError(400, 7001, 'Input Validation Error')),
  }),
  scenario('not-in-sandbox', 'the request needs something that only Cloudflare has', {
    overrides: overrideStage('upstream', ({ plane }) => notImplemented(plane, 'This path')),
  }),
  scenario('gateway-error-other', 'an error of the gateway that no table knows', {
    overrides: overrideStage('rate-limit', () => gatewayErrorOf(400, 2999, 'Something new')),
  }),
];
