/** `sandbox/stages/rest/`: what the AI REST API does otherwise. */

import { modelIn } from '../../http/request.js';
import type { SandboxResponse } from '../../http/response.js';
import type { PipelineStage } from '../../pipeline/pipeline.js';
import type { Destination, GatewayContext } from '../../pipeline/request-context.js';
import type { Form } from '../../provider/conversation/prompt.js';
import { completionEndpoint, findEndpoint } from '../../provider/endpoints/index.js';
import { anthropicMessages } from '../../provider/forms/anthropic-messages.js';
import { openaiChat } from '../../provider/forms/openai-chat.js';
import { openaiResponses } from '../../provider/forms/openai-responses.js';
import { hasModel, RETIRED } from '../../provider/models/catalogue.js';
import { catalogueModel } from '../../provider/models/catalogue-id.js';
import { catalogError, missingValueError, v4NoRoute } from '../../responses/v4-envelope.js';

/** By path, after `/ai/`. */
export const REST_FORMS: ReadonlyMap<string, Form> = new Map([
  ['v1/chat/completions', openaiChat],
  ['v1/responses', openaiResponses],
  ['v1/messages', anthropicMessages],
  ['run', openaiChat],
]);

/** Unknown model: 404/7003. */
export const restRoute: PipelineStage<GatewayContext> = {
  name: 'route',
  before(context) {
    if (context.destination) return;
    const found = findDestination(context);
    if ('status' in found) return found;
    context.destination = found;
  },
};

function findDestination(context: GatewayContext): Destination | SandboxResponse {
  const { request, accountId, rest } = context;
  const post = request.method === 'POST';
  const model = post ? /^run\/(@cf\/.+)$/.exec(rest)?.[1] : undefined;
  if (model) {
    const { endpoint } = findEndpoint('workers-ai', 'POST', model) ?? {};
    return { slug: 'workers-ai', endpoint, model, path: `/${model}` };
  }
  const form = post ? REST_FORMS.get(rest) : undefined;
  return form ? catalogDestination(context, form) : v4NoRoute(`/accounts/${accountId}/ai/${rest}`);
}

function catalogDestination(
  { state, request, rest }: GatewayContext,
  form: Form,
): Destination | SandboxResponse {
  const id = modelIn(request);
  if (id === undefined) return missingValueError('model');
  const { slug, model } = catalogueModel(id, state.upstreams);
  const isReal = slug !== undefined && state.upstreams.has(slug);
  const replacement = isReal ? undefined : RETIRED.get(id);
  if (replacement) return catalogError(410, 7010, `Model is deprecated, use ${replacement}`);
  // The models of a real provider are known to it alone.
  if (!slug || !(isReal || hasModel(slug, model, state.config.providers[slug]?.models)))
    return catalogError(404, 7003, `Model not found: ${id}`);
  return { slug, endpoint: completionEndpoint(form), model, path: `/${rest}` };
}
