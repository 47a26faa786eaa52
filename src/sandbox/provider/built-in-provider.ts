import { jsonObject } from '../../lib/json.js';
import { type Answer, events, json } from '../http/answer.js';
import { providerId } from '../http/ids.js';
import { BROKEN } from './broken.js';
import {
  costOf,
  hasModel,
  rejectsMaxTokens,
  wantedDelay,
  wantedFailure,
  wantedOutages,
} from './built-in-models.js';
import { modelList } from './catalog.js';
import { nameOf, type Reply } from './conversation/prompt.js';
import { compose, countTokens } from './conversation/script.js';
import type { Endpoint } from './endpoints.js';
import type { About, FailureName } from './failures/failure.js';
import { failureNamed, providerFailure } from './failures/index.js';
import { openaiError } from './failures/openai-failures.js';
import { openaiEmbeddings, workersAiEmbeddings } from './forms/embeddings.js';

/** A request as it reaches the provider. */
export interface UpstreamRequest {
  slug: string;
  endpoint?: Endpoint;
  /** As the provider sees it: without a gateway's prefix. */
  model?: string;
  method: string;
  /** With a leading slash. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** `accepted`: a good key, whoever supplied it. */
  credential: { state: 'accepted' | 'rejected' | 'missing'; key?: string };
  /** Models of the sandbox's config. */
  extraModels: readonly string[];
  /** Seconds since 1970. */
  created: number;
  /** How often each `flaky-` model was asked. */
  flaky: Map<string, number>;
}

/** The built-in provider: key first, then the model, then the body, as the real ones do it. */
export function answerUpstream(request: UpstreamRequest): Answer {
  const { slug, endpoint, credential } = request;
  const refuse = (name: FailureName) => receipt(slug, providerFailure(slug, name, about(request)));
  if (!endpoint) return refuse('path-wrong');
  if (credential.state === 'missing') return refuse('key-missing');
  if (credential.state === 'rejected') return refuse('key-rejected');
  if (endpoint.does === 'list-models') return receipt(slug, json(200, modelList(slug, request.extraModels)));
  return { ...receipt(slug, withModel(request, endpoint, refuse)), delayMs: wantedDelay(modelOf(request)) };
}

function withModel(
  request: UpstreamRequest,
  endpoint: Endpoint,
  refuse: (name: FailureName) => Answer,
): Answer {
  const { slug, extraModels } = request;
  const body = jsonObject(request.body);
  if (!body)
    return openaiError(
      400,
      'We could not parse the JSON body of your request.',
      'invalid_request_error',
      null,
      null,
    );
  const model = modelOf(request);
  if (!model) return missing(slug, 'model');
  if (!hasModel(slug, model, extraModels)) return refuse('model-not-found');
  const failure = wantedFailure(model);
  if (failure) return BROKEN.get(failure)?.() ?? failureNamed(slug, failure, about(request));
  if (outOfOrder(request, model)) return refuse('outage');
  return endpoint.does === 'embed' || (endpoint.does === 'run' && 'text' in body)
    ? embed(model, body, endpoint)
    : complete(request, endpoint, model, body, refuse);
}

/** A `flaky-` model that is still in its outages. */
function outOfOrder({ slug, flaky }: UpstreamRequest, model: string): boolean {
  const outages = wantedOutages(model);
  if (outages === undefined) return false;
  const key = `${slug}/${model}`;
  const asked = flaky.get(key) ?? 0;
  flaky.set(key, asked < outages ? asked + 1 : 0);
  return asked < outages;
}

function modelOf({ model, body }: UpstreamRequest): string {
  return model ?? nameOf(jsonObject(body)?.model);
}

function complete(
  request: UpstreamRequest,
  endpoint: Endpoint,
  model: string,
  body: Record<string, unknown>,
  refuse: (name: FailureName) => Answer,
): Answer {
  const { slug } = request;
  const { form } = endpoint;
  const messages = body[form.messagesField] ?? body.prompt;
  if (messages === undefined)
    return slug === 'google-ai-studio' ? refuse('empty-messages') : missing(slug, form.messagesField);
  if (isEmpty(messages)) return refuse('empty-messages');
  if (form.name === 'messages' && !request.headers['anthropic-version'])
    return missing(slug, 'anthropic-version: header is required');
  if (form.name === 'messages' && typeof body.max_tokens !== 'number') return refuse('max-tokens-field');
  if (form.name === 'chat.completions' && 'max_tokens' in body && rejectsMaxTokens(slug, model))
    return refuse('max-tokens-field');
  const prompt = form.read(body);
  const reply = compose(prompt, `${slug}/${model}`);
  const rendering = { model, created: request.created, includeUsage: prompt.includeUsage };
  const answer =
    prompt.stream || endpoint.streams
      ? events(form.stream(reply, rendering))
      : json(200, form.render(reply, rendering));
  return { ...answer, ...billed(reply.usage) };
}

function embed(model: string, body: Record<string, unknown>, { does }: Endpoint): Answer {
  const input = body.input ?? body.text;
  const usage = { input: countTokens(JSON.stringify(input) ?? ''), output: 0 };
  return {
    ...json(
      200,
      does === 'run' ? workersAiEmbeddings(input) : openaiEmbeddings(model, input, body.encoding_format),
    ),
    ...billed(usage),
  };
}

function billed(usage: Reply['usage']): Pick<Answer, 'usage' | 'cost'> {
  return { usage, cost: costOf(usage) };
}

function isEmpty(messages: unknown): boolean {
  return messages === '' || (Array.isArray(messages) && messages.length === 0);
}

/** A field that the body lacks altogether. */
function missing(slug: string, field: string): Answer {
  if (slug === 'anthropic') {
    const message = field.includes(':') ? field : `${field}: Field required`;
    return json(400, {
      type: 'error',
      error: { type: 'invalid_request_error', message },
      request_id: providerId('req_'),
    });
  }
  if (slug === 'workers-ai') {
    const message = `AiError: Bad input: Error: required properties at '/' are '${field}'`;
    return json(400, { errors: [{ message, code: 5006 }], success: false, result: {}, messages: [] });
  }
  return field === 'model'
    ? openaiError(400, 'you must provide a model parameter', 'invalid_request_error', null, null)
    : openaiError(
        400,
        `Missing required parameter: '${field}'.`,
        'invalid_request_error',
        field,
        'missing_required_parameter',
      );
}

export function about({ endpoint, model, method, path, body, credential }: UpstreamRequest): About {
  const parsed = jsonObject(body);
  return {
    model: model ?? nameOf(parsed?.model),
    key: credential.key,
    method,
    path,
    stream: parsed?.stream === true || endpoint?.streams === true,
    messagesField: endpoint?.form.messagesField ?? 'messages',
  };
}

/** The header by which a provider numbers its answers: the proof that it was reached. */
const RECEIPTS: Record<string, [header: string, prefix: string]> = {
  openai: ['x-request-id', 'req_'],
  anthropic: ['request-id', 'req_'],
  groq: ['x-request-id', 'req_'],
  'workers-ai': ['cf-ai-req-id', ''],
};

function receipt(slug: string, answer: Answer): Answer {
  const [name, prefix] = RECEIPTS[slug] ?? [];
  return name ? { ...answer, headers: { [name]: providerId(prefix ?? ''), ...answer.headers } } : answer;
}
