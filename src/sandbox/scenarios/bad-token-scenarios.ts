import { gatewayError } from '../responses/gateway-errors.js';
import { v4Error } from '../responses/v4-envelope.js';
import { type Scenario, scenario } from './scenario.js';

/**
 * Cloudflare rejects or lacks its own credential. Those with only `needs` change nothing: the client causes the
 * failure.
 */
export const BAD_TOKEN_SCENARIOS: readonly Scenario[] = [
  scenario('token-missing', 'an authenticated gateway, to be asked without a token', { needs: 'no-token' }),
  scenario('token-unknown', 'no token is known', { tokenOverride: 'unknown' }),
  scenario('token-expired', 'every token has expired', { tokenOverride: { status: 'expired' } }),
  scenario('token-disabled', 'every token is disabled', { tokenOverride: { status: 'disabled' } }),
  scenario('token-other-account', 'every token is of another account', {
    tokenOverride: { accountId: 'fedcba9876543210fedcba9876543210' },
  }),
  scenario('token-lacks-run', 'no token may run requests', {
    tokenOverride: { permissions: ['ai-gateway-read', 'ai-gateway-edit', 'workers-ai-read'] },
  }),
  scenario('token-lacks-workers-ai', 'no token may use Workers AI, which the AI REST API asks for', {
    needs: 'rest',
    tokenOverride: { permissions: ['ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit'] },
  }),
  scenario('token-lacks-read', 'tokens may run requests and nothing else; models work', {
    needs: 'management',
    tokenOverride: { permissions: ['ai-gateway-run', 'workers-ai-read'] },
  }),
  scenario('token-rejected', 'the gateway refuses every token, and the management API cannot be asked why', {
    overrides: { lookup: ({ authorized }) => (authorized ? gatewayError('unauthorized') : undefined) },
    management: () => v4Error('throttled'),
  }),
  scenario('token-wrong-header', 'an authenticated gateway, to be asked with the token in x-api-key', {
    needs: 'token-in-x-api-key',
  }),
  scenario('token-is-provider-key', "an authenticated gateway, to be asked with a provider's key", {
    needs: 'provider-key-as-token',
  }),
  scenario('token-malformed', 'an authenticated gateway, to be asked with a token in quotes', {
    needs: 'malformed-token',
  }),
];
