import { bearer, header } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { builtInKey } from '../provider/built-in-keys.js';
import { idOfKey, keyOnRequest } from '../provider/key-on-request.js';
import { hasModel } from '../provider/models/catalogue.js';
import { modelMarkers } from '../provider/models/model-markers.js';
import { planeError } from '../responses/gateway-errors.js';
import { keySlug, secretKey } from '../state/map-keys.js';
import { findToken, mayUse } from '../state/tokens.js';
import { aliasIn } from './byok-alias.js';

/**
 * The provider's credential, and who pays: the key on the request, else the key stored at Cloudflare, else Unified
 * Billing for the models that it covers. Without any of them the provider gets the request without a credential.
 */
export const providerCredential: PipelineStage<ProviderContext> = {
  name: 'credential',
  before(context) {
    if (context.destination.gatewayModels) return;
    const key = ownKey(context);
    if (key !== undefined) {
      context.paidBy = 'own-key';
      const isAccepted = acceptsKey(context, key) && !isInWrongHeader(context, key);
      context.credential = { state: isAccepted ? 'accepted' : 'rejected', key };
      return;
    }
    context.credential = { state: 'missing' };
    if (context.gateway.authentication) return useCloudflareCredential(context);
  },
};

function useCloudflareCredential(context: ProviderContext): SandboxResponse | undefined {
  const { state, plane, gateway, request } = context;
  const { slug, model } = context.destination;
  const alias = aliasIn(context) ?? 'default';
  const stored = keySlug(slug);
  const real = state.upstreams.has(slug);
  // Credits of the sandbox cannot pay a real provider.
  const billed = !real && state.config.unifiedBilling.includes(slug);
  const forbidden = gateway.byokOnly || header(request, 'cf-aig-no-wholesale') === 'true';
  // A model id that asks for a failure gets that one, however it is paid.
  if (!real && model && modelMarkers(model).failure) context.credential = { state: 'accepted' };
  else if (gateway.storedKeys[stored]?.includes(alias)) {
    const key = state.secrets.get(secretKey(gateway, stored, alias));
    const accepted = key === undefined || acceptsKey(context, key);
    context.credential = { state: accepted ? 'accepted' : 'rejected', key };
    context.paidBy = 'stored-key';
  } else if (slug === 'workers-ai' && (billed || plane === 'rest'))
    context.credential = { state: 'accepted' };
  // A key that was stored as `custom-<name>` is not found.
  else if (forbidden || (slug !== stored && gateway.storedKeys[slug]?.length))
    return planeError(plane, 'stored-keys-required');
  else if (billed && model && hasModel(slug, model, state.config.providers[slug]?.models)) {
    const account = state.config.accounts.find(({ id }) => id === context.accountId);
    if (!account || account.credits <= 0) return planeError(plane, 'credits-exhausted');
    context.credential = { state: 'accepted' };
    context.paidBy = 'credits';
  }
}

export function ownKey({
  plane,
  request,
  tokenIn,
  destination: { slug },
}: ProviderContext): string | undefined {
  return plane === 'rest' ? undefined : keyOnRequest(slug, request, tokenIn);
}

/** Google's own API takes OAuth tokens in Authorization, and no keys. */
function isInWrongHeader(
  { request, destination: { slug, endpoint } }: ProviderContext,
  key: string,
): boolean {
  const isGoogles = slug === 'google-ai-studio' && endpoint?.form.name === 'generateContent';
  return isGoogles && bearer(request, 'authorization') === key;
}

function acceptsKey({ state, accountId, destination: { slug } }: ProviderContext, key: string): boolean {
  if (slug === 'workers-ai') return mayUse(findToken(state, key), accountId, 'workers-ai-read');
  return (state.config.providers[slug]?.keys ?? [builtInKey(slug)]).includes(idOfKey(key));
}
