import { providerByModelPrefix, providerBySlug } from '../../gateway/providers/providers.js';
import type { Upstreams } from '../config/provider-address.js';
import { modelIn } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { Destination, GatewayContext } from '../pipeline/request-context.js';
import { completionEndpoint, findEndpoint, findMissing } from '../provider/endpoints/index.js';
import { openaiChat } from '../provider/forms/openai-chat.js';
import { gatewayError } from '../responses/gateway-errors.js';
import { notImplemented } from '../responses/not-implemented.js';

/** Finds provider and model: 2008 when the gateway does not know it, 2019 when the request does not name one. */
export const providerRoute: PipelineStage<GatewayContext> = {
  name: 'route',
  before(context) {
    if (context.destination) return;
    const [slug = '', ...segments] = context.rest.split('/');
    const find = slug === 'compat' ? compatDestination : nativeDestination;
    const found = find(context, segments.join('/'), slug);
    if ('status' in found) return found;
    context.destination = found;
  },
};

function nativeDestination(
  { state, request }: GatewayContext,
  path: string,
  slug: string,
): Destination | SandboxResponse {
  if (!providerBySlug(slug) && !state.upstreams.has(slug)) return gatewayError('provider-invalid');
  const { endpoint, model } = findEndpoint(slug, request.method, path, request.query) ?? {};
  const missing = endpoint || state.upstreams.has(slug) ? undefined : findMissing(slug, path);
  if (missing !== undefined) return notImplemented('gateway', `At ${slug}, “${missing}”`);
  const named = model ?? endpoint?.form.modelIn?.(request.body.object ?? {});
  return { slug, endpoint, model: named || modelIn(request), path: `/${path}` };
}

function compatDestination({ state, request }: GatewayContext, path: string): Destination | SandboxResponse {
  if (request.method === 'GET' && path === 'models')
    return { slug: 'compat', path: '/models', gatewayModels: true };
  if (request.method !== 'POST' || path !== 'chat/completions') return gatewayError('provider-invalid');
  const id = modelIn(request);
  if (!id?.includes('/')) return gatewayError('completion-format');
  const { slug, model } = splitModel(id, state.upstreams);
  if (!slug) return gatewayError('provider-invalid', `Model not found: ${id}`);
  return { slug, endpoint: completionEndpoint(openaiChat), model, path: '/v1/chat/completions' };
}

/** `provider/model`; `@cf/...` without a prefix belongs to Workers AI. */
function splitModel(id: string, upstreams: Upstreams): { slug?: string; model: string } {
  if (id.startsWith('@cf/')) return { slug: 'workers-ai', model: id };
  const [prefix = '', ...rest] = id.split('/');
  const custom = prefix.startsWith('custom-') && upstreams.has(prefix) ? prefix : undefined;
  return { slug: custom ?? providerByModelPrefix(prefix)?.slug, model: rest.join('/') };
}
