import { gatewayError } from '../answers/gateway-errors.js';
import { v4Error } from '../answers/v4.js';
import type { Scenario } from '../state/scenario.js';

/** Cloudflare rejects or lacks its own credential. Those with `needs` alone take nothing but such a client. */
export const BAD_TOKEN_SCENARIOS: readonly Scenario[] = [
  {
    name: 'token-missing',
    title: 'an authenticated gateway, to be asked without a token',
    cause: 'token-missing',
    needs: 'no-token',
  },
  { name: 'token-unknown', title: 'no token is known', cause: 'token-unknown', tokens: 'unknown' },
  {
    name: 'token-expired',
    title: 'every token has expired',
    cause: 'token-expired',
    tokens: { status: 'expired' },
  },
  {
    name: 'token-disabled',
    title: 'every token is disabled',
    cause: 'token-disabled',
    tokens: { status: 'disabled' },
  },
  {
    name: 'token-other-account',
    title: 'every token is of another account',
    cause: 'token-other-account',
    tokens: { accountId: 'fedcba9876543210fedcba9876543210' },
  },
  {
    name: 'token-lacks-run',
    title: 'no token may run requests',
    cause: 'token-lacks-run',
    tokens: { permissions: ['ai-gateway-read', 'ai-gateway-edit', 'workers-ai-read'] },
  },
  {
    name: 'token-lacks-workers-ai',
    title: 'no token may use Workers AI, which the AI REST API asks for',
    cause: 'token-lacks-workers-ai',
    needs: 'rest',
    tokens: { permissions: ['ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit'] },
  },
  {
    name: 'token-lacks-read',
    title: 'tokens may run requests and nothing else; models work',
    cause: 'token-lacks-read',
    needs: 'management',
    tokens: { permissions: ['ai-gateway-run', 'workers-ai-read'] },
  },
  {
    name: 'token-rejected',
    title: 'the gateway refuses every token, and the management API cannot be asked why',
    cause: 'token-rejected',
    answers: { lookup: (call) => (call.authorized ? gatewayError('unauthorized') : undefined) },
    management: () => v4Error('throttled'),
  },
  {
    name: 'token-wrong-header',
    title: 'an authenticated gateway, to be asked with the token in x-api-key',
    cause: 'token-wrong-header',
    needs: 'token-in-x-api-key',
  },
  {
    name: 'token-is-provider-key',
    title: "an authenticated gateway, to be asked with a provider's key",
    cause: 'token-is-provider-key',
    needs: 'provider-key-as-token',
  },
  {
    name: 'token-malformed',
    title: 'an authenticated gateway, to be asked with a token in quotes',
    cause: 'token-malformed',
    needs: 'malformed-token',
  },
];
