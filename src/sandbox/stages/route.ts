import { providerByModelPrefix, providerBySlug } from '../../gateway/providers/providers.js';
import { jsonObject } from '../../lib/json.js';
import { gatewayError } from '../answers/gateway-errors.js';
import type { Upstreams } from '../config/provider-address.js';
import type { Answer } from '../http/answer.js';
import { COMPAT_CHAT, findEndpoint } from '../provider/endpoints.js';
import type { Call, Stage } from '../state/call.js';

/** Which provider, which model: 2008 when the gateway does not know it, 2019 when it cannot tell. */
export const route: Stage = {
  name: 'route',
  before(call) {
    const [slug = '', ...segments] = call.rest.split('/');
    const path = segments.join('/');
    return slug === 'compat' ? routeCompat(call, path) : routeNative(call, slug, path);
  },
};

function routeNative(call: Call, slug: string, path: string): Answer | undefined {
  if (!providerBySlug(slug) && !call.state.upstreams.has(slug)) return gatewayError('provider-invalid');
  const found = findEndpoint(slug, call.request.method, path);
  call.target = { slug, endpoint: found?.endpoint, model: found?.model ?? modelIn(call), path: `/${path}` };
  return undefined;
}

function routeCompat(call: Call, path: string): Answer | undefined {
  if (call.request.method === 'GET' && path === 'models') {
    call.target = { slug: 'compat', path: '/models', gatewayModels: true };
    return undefined;
  }
  if (call.request.method !== 'POST' || path !== 'chat/completions') return gatewayError('provider-invalid');
  const model = modelIn(call);
  if (!model?.includes('/')) return gatewayError('completion-format');
  const { slug, id } = splitModel(model, call.state.upstreams);
  if (!slug) return gatewayError('provider-invalid', `Model not found: ${model}`);
  call.target = { slug, endpoint: COMPAT_CHAT, model: id, path: '/v1/chat/completions' };
  return undefined;
}

function modelIn(call: Call): string | undefined {
  const model = jsonObject(call.request.body)?.model;
  return typeof model === 'string' && model ? model : undefined;
}

/** `provider/model`; a bare `@cf/...` is Workers AI's. */
function splitModel(model: string, upstreams: Upstreams): { slug?: string; id: string } {
  if (model.startsWith('@cf/')) return { slug: 'workers-ai', id: model };
  const [prefix = '', ...rest] = model.split('/');
  const custom = prefix.startsWith('custom-') && upstreams.has(prefix) ? prefix : undefined;
  return { slug: custom ?? providerByModelPrefix(prefix)?.slug, id: rest.join('/') };
}
