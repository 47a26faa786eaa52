import type { Form } from './conversation/prompt.js';
import { anthropicMessages } from './forms/anthropic-messages.js';
import { googleGenerate } from './forms/google-generate.js';
import { openaiChat } from './forms/openai-chat.js';
import { openaiResponses } from './forms/openai-responses.js';
import { workersAiRun } from './forms/workers-ai-run.js';

/** One endpoint of a provider's API. */
export interface Endpoint {
  method: 'GET' | 'POST';
  /** The path under the provider's slug, without a leading slash; the group `model` holds a model id. */
  path: RegExp;
  operation: 'complete' | 'count-tokens' | 'embed' | 'get-model' | 'list-models' | 'run';
  form: Form;
  /** The path alone asks for a stream. */
  streams?: boolean;
}

// Both /openai/chat/completions and /openai/v1/chat/completions are in use.
const OPENAI: readonly Endpoint[] = [
  { method: 'POST', path: /^(?:v1\/)?chat\/completions$/, operation: 'complete', form: openaiChat },
  { method: 'POST', path: /^(?:v1\/)?responses$/, operation: 'complete', form: openaiResponses },
  {
    method: 'POST',
    path: /^(?:v1\/)?responses\/input_tokens$/,
    operation: 'count-tokens',
    form: openaiResponses,
  },
  { method: 'POST', path: /^(?:v1\/)?embeddings$/, operation: 'embed', form: openaiChat },
  { method: 'GET', path: /^(?:v1\/)?models$/, operation: 'list-models', form: openaiChat },
  { method: 'GET', path: /^(?:v1\/)?models\/(?<model>.+)$/, operation: 'get-model', form: openaiChat },
];

const ENDPOINTS: Record<string, readonly Endpoint[]> = {
  openai: OPENAI,
  anthropic: [
    { method: 'POST', path: /^v1\/messages$/, operation: 'complete', form: anthropicMessages },
    {
      method: 'POST',
      path: /^v1\/messages\/count_tokens$/,
      operation: 'count-tokens',
      form: anthropicMessages,
    },
    { method: 'POST', path: /^v1\/chat\/completions$/, operation: 'complete', form: openaiChat },
    { method: 'GET', path: /^v1\/models$/, operation: 'list-models', form: anthropicMessages },
    { method: 'GET', path: /^v1\/models\/(?<model>[^/]+)$/, operation: 'get-model', form: anthropicMessages },
  ],
  'google-ai-studio': [
    google(':generateContent', 'complete'),
    { ...google(':streamGenerateContent', 'complete'), streams: true },
    google(':countTokens', 'count-tokens'),
    google(':(?:embedContent|batchEmbedContents)', 'embed'),
    { method: 'POST', path: /^v1beta\/openai\/chat\/completions$/, operation: 'complete', form: openaiChat },
    { method: 'POST', path: /^v1beta\/openai\/embeddings$/, operation: 'embed', form: openaiChat },
    { method: 'GET', path: /^v1(?:beta|alpha)?\/models$/, operation: 'list-models', form: googleGenerate },
    { ...google('', 'get-model'), method: 'GET' },
  ],
  'workers-ai': [
    { method: 'POST', path: /^v1\/chat\/completions$/, operation: 'complete', form: openaiChat },
    { method: 'POST', path: /^v1\/responses$/, operation: 'complete', form: openaiResponses },
    { method: 'POST', path: /^v1\/embeddings$/, operation: 'embed', form: openaiChat },
    { method: 'POST', path: /^(?:run\/)?(?<model>@cf\/.+)$/, operation: 'run', form: workersAiRun },
  ],
};

/** A model of Google's, and the method that follows it. */
function google(method: string, operation: Endpoint['operation']): Endpoint {
  const path = new RegExp(`^v1(?:beta|alpha)?/models/(?<model>[^/:]+)${method}$`);
  return { method: 'POST', path, operation, form: googleGenerate };
}

/** The endpoints of the built-in provider. */
export function endpointsOf(slug: string): readonly Endpoint[] {
  return ENDPOINTS[slug] ?? OPENAI;
}

export function findEndpoint(
  slug: string,
  method: string,
  path: string,
): { endpoint: Endpoint; model?: string } | undefined {
  for (const endpoint of endpointsOf(slug)) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null;
    if (match) return { endpoint, model: match.groups?.model };
  }
  return undefined;
}

/** An endpoint that is not found by a provider's path: that of the gateway's `/compat`, or of the AI REST API. */
export function completionEndpoint(form: Form): Endpoint {
  return { method: 'POST', path: /^/, operation: 'complete', form };
}
