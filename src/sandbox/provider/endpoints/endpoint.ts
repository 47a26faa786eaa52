/** `sandbox/provider/endpoints/`: which paths each built-in provider has. */

import type { Form } from '../conversation/prompt.js';
import { anthropicMessages } from '../forms/anthropic-messages.js';
import { googleGenerate } from '../forms/google-generate.js';
import { googleList } from '../forms/google-list.js';
import { openaiChat } from '../forms/openai-chat.js';
import { openaiResponses } from '../forms/openai-responses.js';

/** One endpoint of a provider's API. */
export interface Endpoint {
  method: 'GET' | 'POST';
  /** The path under the provider's slug, without a leading slash; the group `model` holds a model id. */
  path: RegExp;
  operation: 'complete' | 'count-tokens' | 'embed' | 'get-model' | 'get-prediction' | 'list-models' | 'run';
  form: Form;
  /** The path alone asks for a stream. */
  streams?: boolean;
  /** A parameter of the query, without which it is not this endpoint. */
  query?: readonly [name: string, value: RegExp];
  /** What the body has to have in `anthropic_version`, where another company serves Claude. */
  anthropicVersion?: string;
  /** The provider in whose words it fails, if not its own. */
  words?: string;
}

/** All paths of a provider. */
export interface ProviderApi {
  endpoints: readonly Endpoint[];
  /** What the provider has and the sandbox does not: its name, and its paths with any method. */
  missing: readonly (readonly [what: string, path: RegExp])[];
}

export function post(path: string, operation: Endpoint['operation'], form: Form): Endpoint {
  return { method: 'POST', path: new RegExp(`^${path}$`), operation, form };
}

export function get(path: string, operation: Endpoint['operation'], form: Form): Endpoint {
  return { ...post(path, operation, form), method: 'GET' };
}

/** Google's generateContent and its stream; `model` is the source of a path up to the method. */
export function gemini(model: string): Endpoint[] {
  const stream = `${model}:streamGenerateContent`;
  return [
    post(`${model}:generateContent`, 'complete', googleGenerate),
    { ...post(stream, 'complete', googleGenerate), streams: true, query: ['alt', /^sse$/] },
    { ...post(stream, 'complete', googleList), streams: true },
    post(`${model}:countTokens`, 'count-tokens', googleGenerate),
  ];
}

/** Rows of what is missing, from what follows `prefix` in the path. */
export function missing(
  prefix: string,
  rows: Readonly<Record<string, string>>,
): readonly (readonly [string, RegExp])[] {
  return Object.entries(rows).map(([what, path]) => [what, new RegExp(`^${prefix}(?:${path})$`)]);
}

/** The APIs of OpenAI and Anthropic that other providers have too. */
const SHARED_APIS = {
  chat: (prefix: string) => [post(`${prefix}chat/completions`, 'complete', openaiChat)],
  responses: (prefix: string) => [post(`${prefix}responses`, 'complete', openaiResponses)],
  'input-tokens': (prefix: string) => [
    post(`${prefix}responses/input_tokens`, 'count-tokens', openaiResponses),
  ],
  messages: (prefix: string) => [post(`${prefix}messages`, 'complete', anthropicMessages)],
  embeddings: (prefix: string) => [post(`${prefix}embeddings`, 'embed', openaiChat)],
  models: (prefix: string) => [
    get(`${prefix}models`, 'list-models', openaiChat),
    get(`${prefix}models/(?<model>.+)`, 'get-model', openaiChat),
  ],
} satisfies Record<string, (prefix: string) => Endpoint[]>;

export type SharedApi = keyof typeof SHARED_APIS;

/** The endpoints of shared APIs. `prefix` is the source of a regular expression. */
export function shared(prefix: string, ...apis: readonly SharedApi[]): Endpoint[] {
  return apis.flatMap((api) => SHARED_APIS[api](prefix));
}
