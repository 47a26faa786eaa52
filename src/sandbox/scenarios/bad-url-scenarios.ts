import { gatewayError, oldGatewayError } from '../answers/gateway-errors.js';
import { catalogError, v4Error, v4Errors, v4NoRoute, v4Ok } from '../answers/v4.js';
import { text } from '../http/answer.js';
import type { Scenario } from '../state/scenario.js';

/** `/ai-gateway/gateways/{id}` and what is below it. */
const ONE_GATEWAY = /\/ai-gateway\/gateways\/[^/]+/;

/** The gateway cannot route the request. */
export const BAD_URL_SCENARIOS: readonly Scenario[] = [
  {
    name: 'gateway-not-found',
    title: 'the account has no gateway of that name',
    cause: 'gateway-not-found',
    answers: { lookup: () => gatewayError('gateway-unknown') },
    management: (path) => (ONE_GATEWAY.test(path) ? v4Error('not-found') : undefined),
  },
  {
    name: 'gateway-not-found-old',
    title: 'the same in the envelope of before 2026',
    cause: 'gateway-not-found',
    answers: { lookup: () => oldGatewayError('gateway-unknown') },
    management: (path) => (ONE_GATEWAY.test(path) ? v4Error('not-found') : undefined),
  },
  {
    name: 'account-not-found',
    title: 'Cloudflare knows no such account',
    cause: 'account-not-found',
    answers: { lookup: () => gatewayError('gateway-unknown'), token: () => gatewayError('gateway-unknown') },
    management: (path) => {
      if (path === '/accounts')
        return v4Ok([{ id: 'fedcba9876543210fedcba9876543210', name: 'The only account' }]);
      return path.startsWith('/accounts/') ? v4NoRoute(path) : undefined;
    },
  },
  {
    name: 'account-id-is-token',
    title: 'the address has a token in place of the account ID',
    cause: 'account-id-is-token',
    needs: 'rest',
    answers: { token: () => v4NoRoute(`/client/v4/accounts/cfut_${'x'.repeat(48)}/ai/v1/chat/completions`) },
  },
  {
    name: 'method-not-allowed',
    title: 'the path exists, but not for this method',
    cause: 'method-not-allowed',
    needs: 'rest',
    answers: {
      token: () => v4Errors(405, [{ code: 7001, message: 'POST not supported for requested URI.' }]),
    },
  },
  {
    name: 'dynamic-route-failed',
    title: 'the gateway has no such dynamic route',
    cause: 'dynamic-route-failed',
    needs: 'dynamic-route',
  },
  {
    name: 'dynamic-route-needs-compat',
    title: 'the AI REST API has no dynamic routes',
    cause: 'dynamic-route-needs-compat',
    needs: 'dynamic-route-rest',
    answers: { schema: () => catalogError(404, 7003, 'Model not found: dynamic/my-route') },
  },
  {
    name: 'url-not-routed',
    title: 'the host knows no such path',
    cause: 'url-not-routed',
    answers: { token: () => text(404, 'Not Found') },
  },
  {
    name: 'provider-unknown',
    title: 'the gateway knows no such provider',
    cause: 'provider-unknown',
    answers: { route: () => gatewayError('provider-invalid') },
  },
  {
    name: 'completion-format',
    title: 'the gateway cannot read the completion',
    cause: 'completion-format',
    answers: {
      'rate-limit': ({ target }) => (target?.gatewayModels ? undefined : gatewayError('completion-format')),
    },
  },
  {
    name: 'model-not-in-catalogue',
    title: 'the AI REST API does not offer the model',
    cause: 'model-not-in-catalogue',
    needs: 'rest',
    answers: {
      schema: ({ target }) => catalogError(404, 7003, `Model not found: ${target?.slug}/${target?.model}`),
    },
  },
  {
    name: 'model-retired',
    title: 'the model was taken out of the catalogue',
    cause: 'model-retired',
    needs: 'rest',
    answers: {
      schema: () => catalogError(410, 7010, 'Model is deprecated, use anthropic/claude-sonnet-4.6'),
    },
  },
];
