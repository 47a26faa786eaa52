import { refusal } from '../answers/gateway-errors.js';
import { bearer, header } from '../http/request.js';
import { builtInKey } from '../provider/built-in-keys.js';
import { hasModel, wantedFailure } from '../provider/built-in-models.js';
import { type Call, type Credential, gatewayOf, type Stage, targetOf } from '../state/call.js';
import { secretKey } from '../state/keys.js';
import { findToken, mayUse } from '../state/token-state.js';

/**
 * Who pays. The credential on the request wins; then the key stored at Cloudflare; then Unified Billing, for models
 * that it knows. What none of them covers goes to the provider without any credential, and the provider answers.
 */
export const credits: Stage = {
  name: 'credits',
  before(call) {
    if (targetOf(call).gatewayModels) return undefined;
    const key = ownKey(call);
    if (key !== undefined) {
      call.paidBy = 'own-key';
      call.credential = { state: accepts(call, key) ? 'accepted' : 'rejected', key };
      return undefined;
    }
    call.credential = { state: 'missing' };
    return gatewayOf(call).authentication ? suppliedByCloudflare(call) : undefined;
  },
};

function suppliedByCloudflare(call: Call) {
  const gateway = gatewayOf(call);
  const { slug, model } = targetOf(call);
  const accepted: Credential = { state: 'accepted' };
  const wanted = (call.plane === 'gateway' && header(call.request, 'cf-aig-byok-alias')) || 'default';
  const real = call.state.upstreams.has(slug);
  // Nobody here pays a real provider.
  const billed = !real && call.state.config.unifiedBilling.includes(slug);
  const forbidden = gateway.byokOnly || header(call.request, 'cf-aig-no-wholesale') === 'true';
  // A model that is made to fail fails in its own way, whoever would have paid.
  if (!real && model && wantedFailure(model)) call.credential = accepted;
  else if (gateway.storedKeys[slug]?.includes(wanted)) {
    const key = call.state.secrets.get(secretKey(gateway, slug, wanted));
    call.credential =
      key === undefined || accepts(call, key) ? { ...accepted, key } : { state: 'rejected', key };
    call.paidBy = 'stored-key';
  } else if (slug === 'workers-ai' && billed) call.credential = accepted;
  else if (forbidden) return refusal(call.plane, 'stored-keys-required');
  else if (billed && model && hasModel(slug, model, call.state.config.providers[slug]?.models)) {
    const account = call.state.config.accounts.find(({ id }) => id === call.accountId);
    if (!account || account.credits <= 0) return refusal(call.plane, 'credits-exhausted');
    call.credential = accepted;
    call.paidBy = 'credits';
  }
  return undefined;
}

/** The headers in which each provider looks for its key. */
const KEY_HEADERS: Record<string, readonly string[]> = {
  anthropic: ['x-api-key', 'authorization'],
  'google-ai-studio': ['x-goog-api-key', 'authorization'],
  'azure-openai': ['api-key'],
};

/** The provider credential on the request; the header that held the gateway token is not one, except at Workers AI. */
export function ownKey(call: Call): string | undefined {
  const { slug } = targetOf(call);
  if (call.plane === 'rest') return undefined;
  for (const name of KEY_HEADERS[slug] ?? ['authorization']) {
    const value = name === 'authorization' ? bearer(call.request, name) : header(call.request, name);
    if (value && (call.tokenIn !== name || slug === 'workers-ai')) return value;
  }
  return slug === 'google-ai-studio' ? (call.request.query.get('key') ?? undefined) : undefined;
}

function accepts(call: Call, key: string): boolean {
  const { slug } = targetOf(call);
  if (slug === 'workers-ai') return mayUse(findToken(call.state, key), call.accountId, 'workers-ai-read');
  return (call.state.config.providers[slug]?.keys ?? [builtInKey(slug)]).includes(key);
}
