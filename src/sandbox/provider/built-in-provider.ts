/** `sandbox/provider/`: a provider that answers the same each time, and fails on demand. */

import { isRecord, jsonObject } from '../../lib/json.js';
import type { RequestBody } from '../http/bodies/request-body.js';
import { providerId } from '../http/ids.js';
import { bodyText, eventStream, json, type SandboxResponse } from '../http/response.js';
import { composeReply } from './conversation/compose-reply.js';
import { countTokens } from './conversation/count-tokens.js';
import { newestMarkers } from './conversation/markers.js';
import type { Form } from './conversation/prompt.js';
import { isEmpty, nameOf, recordOf } from './conversation/read-content.js';
import type { Endpoint } from './endpoints/endpoint.js';
import type { FailureDetails, FailureName } from './failures/failure.js';
import { findFailure, providerFailure } from './failures/index.js';
import { openaiError } from './failures/openai-failures.js';
import { EMBEDDINGS, openaiEmbeddings } from './forms/embeddings.js';
import { interruptedStream } from './interrupted-stream.js';
import { hasModel, priceOf } from './models/catalogue.js';
import { modelList, modelObject } from './models/model-lists.js';
import { modelMarkers } from './models/model-markers.js';
import { cachedTokens, type PromptCache } from './prompt-cache.js';
import { refusalOf } from './refusals/index.js';
import { invalidRequest, type ModelCall, missingField } from './refusals/invalid-request.js';
import { type Conversations, continueConversation, storeConversation } from './stored-conversations.js';
import { usageAndCost } from './usage-and-cost.js';
import { WIRE_FAILURES } from './wire-failures.js';

/** A request as it reaches the provider. */
export interface ProviderRequest {
  slug: string;
  endpoint?: Endpoint;
  /** As the provider sees it, without the gateway's prefix. */
  model?: string;
  method: string;
  /** With a leading slash. */
  path: string;
  headers: Record<string, string>;
  body: RequestBody;
  /** `accepted`: a valid key, from the client or from Cloudflare. */
  credential: { state: 'accepted' | 'rejected' | 'missing'; key?: string };
  /** Models of the sandbox's config. */
  extraModels: readonly string[];
  /** Seconds since 1970. */
  created: number;
  /** Requests since the last answer, by `flaky-` model. */
  flaky: Map<string, number>;
  conversations: Conversations;
  promptCache: PromptCache;
}

/** The built-in provider. Like the real ones it checks the key first, then the model, then the body. */
export function answerBuiltIn(request: ProviderRequest): SandboxResponse {
  const body = request.body.object;
  const model = modelOf(request, body);
  return { ...answer(request, model, body), delayMs: modelMarkers(model).delayMs };
}

function answer(
  request: ProviderRequest,
  model: string,
  body: Record<string, unknown> | undefined,
): SandboxResponse {
  const { slug, endpoint, credential } = request;
  const refuse = (name: FailureName) =>
    withRequestId(slug, providerFailure(endpoint?.words ?? slug, name, failureDetails(request)));
  if (!endpoint) return refuse('path-wrong');
  if (credential.state === 'missing') return refuse('key-missing');
  if (credential.state === 'rejected') return refuse('key-rejected');
  if (endpoint.operation === 'list-models')
    return withRequestId(slug, json(200, modelList(slug, request.extraModels)));
  if (endpoint.operation === 'get-model') return getModel(request, refuse);
  if (endpoint.operation === 'get-prediction') return getPrediction(request, refuse);
  const response = body
    ? answerModel(request, { endpoint, body, model, refuse })
    : openaiError(400, 'We could not parse the JSON body of your request.');
  return withRequestId(slug, inOwnEnvelope(endpoint.form, response));
}

/** An error in OpenAI's or Anthropic's envelope, put in that of the form. */
function inOwnEnvelope({ errors }: Form, response: SandboxResponse): SandboxResponse {
  if (!errors || response.status < 400) return response;
  const { message } = recordOf(jsonObject(bodyText(response))?.error);
  return typeof message === 'string' ? errors.refuse(response.status, message) : response;
}

function getPrediction(
  { slug, model = '', conversations }: ProviderRequest,
  refuse: (name: FailureName) => SandboxResponse,
): SandboxResponse {
  const prediction = conversations.get(model);
  return prediction ? withRequestId(slug, json(200, prediction)) : refuse('path-wrong');
}

function getModel(
  { slug, model = '', extraModels }: ProviderRequest,
  refuse: (name: FailureName) => SandboxResponse,
): SandboxResponse {
  return hasModel(slug, model, extraModels)
    ? withRequestId(slug, json(200, modelObject(slug, model)))
    : refuse('model-not-found');
}

function answerModel(request: ProviderRequest, call: ModelCall): SandboxResponse {
  const { slug, extraModels } = request;
  const { endpoint, body, model, refuse } = call;
  if (!model) return missingField(slug, endpoint.form, 'model');
  if (!hasModel(slug, model, extraModels)) return refuse('model-not-found');
  const { failure, outages = 0 } = modelMarkers(model);
  if (failure) return failureOf(request, failure);
  if (isInOutage(request, model, outages)) return refuse('outage');
  if (endpoint.operation === 'embed' || (endpoint.operation === 'run' && 'text' in body))
    return embed(request, call);
  if (endpoint.operation === 'count-tokens') return countRequest(call);
  return complete(request, call);
}

function failureOf(request: ProviderRequest, name: string): SandboxResponse {
  const words = request.endpoint?.words ?? request.slug;
  return WIRE_FAILURES.get(name) ?? findFailure(words, name, failureDetails(request));
}

/** A `flaky-` model whose outages are not over. */
function isInOutage({ slug, flaky }: ProviderRequest, model: string, outages: number): boolean {
  if (outages === 0) return false;
  const key = `${slug}/${model}`;
  const asked = flaky.get(key) ?? 0;
  flaky.set(key, asked < outages ? asked + 1 : 0);
  return asked < outages;
}

function modelOf({ model, endpoint }: ProviderRequest, body: Record<string, unknown> = {}): string {
  return model ?? endpoint?.form.modelIn?.(body) ?? nameOf(body.model);
}

function complete(request: ProviderRequest, call: ModelCall): SandboxResponse {
  const { slug, conversations } = request;
  const { endpoint, model } = call;
  const { form } = endpoint;
  const invalid = invalidRequest(slug, request.headers, call);
  if (invalid) return invalid;
  const continued = continueConversation(form, conversations, call.body);
  if ('error' in continued) return continued.error;
  const { body } = continued;
  const refusal = refusalOf(form.name, { slug, model, body });
  if (refusal) return refusal;
  const read = form.read(body);
  const prompt = { ...read, stream: read.stream || endpoint.streams === true };
  const markers = newestMarkers(prompt.asked);
  const failure = markers.fail;
  if (failure && !prompt.stream) return failureOf(request, failure);
  const composed = composeReply(prompt, markers, `${slug}/${model}`);
  const { promptCache: cache, created } = request;
  const cached = cachedTokens({ cache, now: created, slug, model, form, body, prompt });
  const reply = { ...composed, usage: { ...composed.usage, ...cached } };
  const { includeUsage, choices } = prompt;
  const rendering = { id: providerId(form.idPrefix), model, created, includeUsage, choices };
  storeConversation(form, conversations, { id: rendering.id, body, reply });
  const charge = usageAndCost(reply.usage, priceOf(slug, model));
  if (!prompt.stream) {
    const rendered = form.render(reply, rendering);
    if (form.keepsResponses) conversations.set(rendering.id, recordOf(rendered));
    return { ...json(form.status ?? 200, rendered), ...charge };
  }
  const events = form.stream(reply, rendering);
  if (failure) return interruptedStream(events, failureOf(request, failure), form);
  return { ...eventStream(events, form.streamType), ...charge };
}

function countRequest({ endpoint: { form }, body, refuse }: ModelCall): SandboxResponse {
  // Google's takes a whole request too.
  const counted = isRecord(body.generateContentRequest) ? body.generateContentRequest : body;
  if (isEmpty(counted[form.messagesField] ?? '')) return refuse('empty-messages');
  return json(200, form.tokenCount?.(countTokens(form.read(counted).input)));
}

function embed({ slug }: ProviderRequest, { endpoint, body, model }: ModelCall): SandboxResponse {
  const refusal = refusalOf('embeddings', { slug, model, body });
  if (refusal) return refusal;
  const { embed: embeddings, field } = EMBEDDINGS[endpoint.form.name] ?? openaiEmbeddings;
  if (field && body[field] === undefined) return missingField(slug, endpoint.form, field);
  const usage = { input: countTokens(JSON.stringify(body)), output: 0 };
  return { ...json(200, embeddings(model, body)), ...usageAndCost(usage, priceOf(slug, model)) };
}

export function failureDetails(request: ProviderRequest): FailureDetails {
  const { endpoint, method, path, credential } = request;
  const body = request.body.object;
  return {
    model: modelOf(request, body),
    key: credential.key,
    isBearer: credential.key !== undefined && request.headers.authorization === `Bearer ${credential.key}`,
    method,
    path,
    stream: body?.stream === true || endpoint?.streams === true,
    messagesField: endpoint?.form.messagesField ?? 'messages',
  };
}

/** The header with the id that a provider gives each response: proof that it was reached. */
const REQUEST_ID_HEADERS: Record<string, [header: string, prefix: string]> = {
  openai: ['x-request-id', 'req_'],
  anthropic: ['request-id', 'req_'],
  groq: ['x-request-id', 'req_'],
  'workers-ai': ['cf-ai-req-id', ''],
};

function withRequestId(slug: string, response: SandboxResponse): SandboxResponse {
  const [name, prefix = ''] = REQUEST_ID_HEADERS[slug] ?? [];
  return name ? { ...response, headers: { [name]: providerId(prefix), ...response.headers } } : response;
}
