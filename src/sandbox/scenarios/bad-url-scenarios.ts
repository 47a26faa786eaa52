import { text } from '../http/response.js';
import { gatewayError, gatewayErrorBefore2026 } from '../responses/gateway-errors.js';
import { catalogError, v4Error, v4Errors, v4NoRoute, v4Ok } from '../responses/v4-envelope.js';
import { overrideStage, type Scenario, scenario } from './scenario.js';

/** `/ai-gateway/gateways/{id}` and what is below it. */
const hideGateways = (path: string) =>
  /\/ai-gateway\/gateways\/[^/]+/.test(path) ? v4Error('not-found') : undefined;

/** The gateway cannot route the request. */
export const BAD_URL_SCENARIOS: readonly Scenario[] = [
  scenario('gateway-not-found', 'the account has no gateway of that name', {
    overrides: { lookup: () => gatewayError('gateway-unknown') },
    management: hideGateways,
  }),
  scenario('gateway-not-found', 'the same in the envelope of before 2026', {
    name: 'gateway-not-found-old',
    overrides: { lookup: () => gatewayErrorBefore2026('gateway-unknown') },
    management: hideGateways,
  }),
  scenario('account-not-found', 'Cloudflare knows no such account', {
    overrides: {
      lookup: () => gatewayError('gateway-unknown'),
      token: () => gatewayError('gateway-unknown'),
    },
    management: (path) => {
      if (path === '/accounts')
        return v4Ok([{ id: 'fedcba9876543210fedcba9876543210', name: 'The only account' }]);
      return path.startsWith('/accounts/') ? v4NoRoute(path) : undefined;
    },
  }),
  scenario('account-id-is-token', 'the address has a token in place of the account ID', {
    needs: 'rest',
    overrides: {
      token: () => v4NoRoute(`/client/v4/accounts/cfut_${'x'.repeat(48)}/ai/v1/chat/completions`),
    },
  }),
  scenario('method-not-allowed', 'the path exists, but not for this method', {
    needs: 'rest',
    overrides: {
      token: () => v4Errors(405, [{ code: 7001, message: 'POST not supported for requested URI.' }]),
    },
  }),
  scenario('dynamic-route-failed', 'the gateway has no such dynamic route', { needs: 'dynamic-route' }),
  scenario('dynamic-route-needs-compat', 'the AI REST API has no dynamic routes', {
    needs: 'dynamic-route-rest',
    overrides: { schema: () => catalogError(404, 7003, 'Model not found: dynamic/my-route') },
  }),
  scenario('url-not-routed', 'the host knows no such path', {
    overrides: { token: () => text(404, 'Not Found') },
  }),
  scenario('provider-unknown', 'the gateway knows no such provider', {
    overrides: { route: () => gatewayError('provider-invalid') },
  }),
  scenario('completion-format', 'the gateway cannot read the completion', {
    overrides: overrideStage('rate-limit', () => gatewayError('completion-format')),
  }),
  scenario('model-not-in-catalogue', 'the AI REST API does not offer the model', {
    needs: 'rest',
    overrides: overrideStage('schema', ({ destination: { slug, model } }) =>
      catalogError(404, 7003, `Model not found: ${slug}/${model}`),
    ),
  }),
  scenario('model-retired', 'the model was taken out of the catalogue', {
    needs: 'rest',
    overrides: overrideStage('schema', () =>
      catalogError(410, 7010, 'Model is deprecated, use anthropic/claude-sonnet-4.6'),
    ),
  }),
];
