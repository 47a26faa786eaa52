import { PROVIDERS } from '../../../gateway/providers/providers.js';
import { isRecord, jsonObject } from '../../../lib/json.js';
import { catalogError, v4NoRoute } from '../../answers/v4.js';
import type { Answer } from '../../http/answer.js';
import { hasModel, RETIRED } from '../../provider/built-in-models.js';
import type { Form } from '../../provider/conversation/prompt.js';
import { findEndpoint } from '../../provider/endpoints.js';
import { anthropicMessages } from '../../provider/forms/anthropic-messages.js';
import { openaiChat } from '../../provider/forms/openai-chat.js';
import { openaiResponses } from '../../provider/forms/openai-responses.js';
import { type Call, type Stage, targetOf } from '../../state/call.js';

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['v1/chat/completions', openaiChat],
  ['v1/responses', openaiResponses],
  ['v1/messages', anthropicMessages],
  ['run', openaiChat],
]);

/** The catalogue's model ids are `author/model`; the authors are not always the gateway's slugs. Unknown: 404/7003. */
export const restRoute: Stage = {
  name: 'route',
  before(call) {
    const { request, rest } = call;
    const classic = /^run\/(@cf\/.+)$/.exec(rest)?.[1];
    if (request.method === 'POST' && classic) return routeClassic(call, classic);
    const form = request.method === 'POST' ? FORMS.get(rest) : undefined;
    return form ? routeCatalog(call, form) : v4NoRoute(`/accounts/${call.accountId}/ai/${rest}`);
  },
};

function routeClassic(call: Call, model: string): undefined {
  call.target = {
    slug: 'workers-ai',
    endpoint: findEndpoint('workers-ai', 'POST', model)?.endpoint,
    model,
    path: `/${model}`,
  };
}

function routeCatalog(call: Call, form: Form): Answer | undefined {
  const body = jsonObject(call.request.body);
  const id = typeof body?.model === 'string' ? body.model : '';
  if (!id)
    return catalogError(
      400,
      7003,
      'Model execution failed (User Input Error): Required value missing: model',
    );
  const replacement = RETIRED.get(id);
  if (replacement) return catalogError(410, 7010, `Model is deprecated, use ${replacement}`);
  const { slug, model } = splitCatalogId(id);
  if (!slug || !hasModel(slug, model, call.state.config.providers[slug]?.models)) {
    return catalogError(404, 7003, `Model not found: ${id}`);
  }
  const endpoint = { method: 'POST' as const, path: /^/, does: 'complete' as const, form };
  call.target = { slug, endpoint, model, path: `/${call.rest}` };
  return undefined;
}

function splitCatalogId(id: string): { slug?: string; model: string } {
  if (id.startsWith('@cf/')) return { slug: 'workers-ai', model: id };
  const slash = id.indexOf('/');
  const prefix = id.slice(0, slash);
  const slug = PROVIDERS.find(
    ({ restPrefix, compatPrefix }) => (restPrefix ?? compatPrefix) === prefix,
  )?.slug;
  return { slug, model: id.slice(slash + 1) };
}

/** `/ai/run` wraps what the model takes in `input`; the schema is checked before anybody pays. */
export const restSchema: Stage = {
  name: 'schema',
  before(call) {
    const { endpoint, slug } = targetOf(call);
    const body = jsonObject(call.request.body) ?? {};
    if (call.rest === 'run')
      call.request = { ...call.request, body: JSON.stringify(isRecord(body.input) ? body.input : {}) };
    const input = call.rest === 'run' ? body.input : body;
    const field = endpoint?.form.messagesField ?? 'messages';
    const messages = isRecord(input) ? (input[field] ?? input.prompt) : undefined;
    const empty =
      messages === undefined || messages === '' || (Array.isArray(messages) && messages.length === 0);
    return empty && slug !== 'workers-ai'
      ? catalogError(400, 7003, `Model execution failed (User Input Error): Required value missing: ${field}`)
      : undefined;
  },
  after(call, answer) {
    if (call.rest !== 'run' || answer.status !== 200 || typeof answer.body !== 'string') return answer;
    const result: unknown = JSON.parse(answer.body);
    return { ...answer, body: JSON.stringify({ result, success: true, errors: [], messages: [] }) };
  },
};
