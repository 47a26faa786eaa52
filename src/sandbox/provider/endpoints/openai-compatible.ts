import { openaiResponses } from '../forms/openai-responses.js';
import { missing, type ProviderApi, post, shared } from './endpoint.js';

/** With and without: Cloudflare's docs show both. */
const V1 = '(?:v1/)?';

/** Groq's SDK appends it to the address that Cloudflare's docs give it, and they say that this works. */
const GROQ_SDK = '(?:openai/v1/)?';

/** Providers with OpenAI's API, or parts of it. Sources: Cloudflare's pages about them and their own references. */
export const OPENAI_COMPATIBLE: Record<string, ProviderApi> = {
  openai: {
    endpoints: shared(V1, 'chat', 'responses', 'input-tokens', 'embeddings', 'models'),
    missing: missing(V1, {
      completions: 'completions',
      'stored responses': 'responses/.+|conversations(?:/.+)?',
      pictures: 'images/(?:generations|edits|variations)',
      videos: 'videos(?:/.+)?',
      audio: 'audio/(?:speech|transcriptions|translations)',
      moderation: 'moderations',
      realtime: 'realtime(?:/.+)?',
      files: '(?:files|uploads|vector_stores|containers)(?:/.+)?',
      batches: 'batches(?:/.+)?',
      'fine-tuning': '(?:fine_tuning|evals)(?:/.+)?',
      assistants: '(?:assistants|threads)(?:/.+)?',
    }),
  },
  groq: {
    endpoints: shared(GROQ_SDK, 'chat', 'responses', 'models'),
    missing: missing(GROQ_SDK, {
      audio: 'audio/(?:speech|transcriptions|translations)',
      files: 'files(?:/.+)?',
      batches: 'batches(?:/.+)?',
      'fine-tuning': '(?:v1/)?fine_tunings(?:/.+)?',
    }),
  },
  mistral: {
    endpoints: shared('v1/', 'chat', 'embeddings', 'models'),
    missing: missing('v1/', {
      'fill in the middle': 'fim/completions',
      agents: '(?:agents|conversations|libraries)(?:/.+)?',
      moderation: '(?:chat/)?(?:moderations|classifications)',
      OCR: 'ocr',
      audio: 'audio/.+',
      files: 'files(?:/.+)?',
      batches: 'batch/jobs(?:/.+)?',
      'fine-tuning': '(?:fine_tuning/jobs|fine_tuning/models)(?:/.+)?',
    }),
  },
  deepseek: {
    endpoints: [...shared(V1, 'chat', 'models'), ...shared('anthropic/v1/', 'messages')],
    missing: missing('', { completions: 'beta/(?:chat/)?completions', balance: 'user/balance' }),
  },
  grok: {
    endpoints: shared(V1, 'chat', 'responses', 'messages', 'models'),
    missing: missing(V1, {
      completions: 'completions|complete',
      pictures: 'images/(?:generations|edits)',
      videos: 'videos(?:/.+)?',
      batches: 'batches(?:/.+)?',
      'stored responses': '(?:responses|chat/deferred-completion)/.+',
      'lists of models by kind': '(?:language|embedding|image-generation)-models(?:/.+)?',
      'tokens of a text': 'tokenize-text',
      'the key': 'api-key',
      files: '(?:files|collections)(?:/.+)?',
      realtime: 'realtime(?:/.+)?',
    }),
  },
  openrouter: {
    endpoints: shared(V1, 'chat', 'responses', 'messages', 'embeddings', 'models'),
    missing: missing(V1, {
      completions: 'completions',
      'keys and credits': '(?:keys?|credits|auth|activity)(?:/.+)?',
      'one generation': 'generation',
      providers: 'providers',
    }),
  },
  'perplexity-ai': {
    endpoints: [
      ...shared('', 'chat'),
      ...shared('v1/', 'responses', 'models'),
      post('v1/agent', 'complete', openaiResponses),
    ],
    missing: missing('', {
      search: 'search',
      'requests in the background': '(?:async/chat/completions|v1/async|v1/agent|v1/batches)(?:/.+)?',
      embeddings: 'v1/(?:contextualized)?embeddings',
      sonar: 'v1/sonar',
    }),
  },
  cerebras: {
    endpoints: shared(V1, 'chat', 'models'),
    missing: missing(V1, { completions: 'completions', 'files and batches': '(?:files|batches)(?:/.+)?' }),
  },
  fireworks: {
    endpoints: shared('', 'chat', 'responses', 'messages', 'embeddings', 'models'),
    missing: missing('', {
      completions: 'completions',
      reranking: 'rerank',
      audio: 'audio/.+',
      pictures: '(?:image_generation|workflows)/.+',
    }),
  },
  baseten: {
    endpoints: [...shared(V1, 'chat', 'models'), ...shared('v1/', 'messages')],
    missing: missing('', { 'custom models': 'model/.+' }),
  },
  parallel: {
    endpoints: shared('(?:v1beta/)?', 'chat'),
    missing: missing('', {
      tasks: '(?:v1|v1beta)/tasks/.+',
      search: '(?:v1|v1beta)/(?:search|extract)',
      'find all': 'v1(?:beta|alpha)/findall/.+',
      monitors: 'v1(?:alpha)?/monitors(?:/.+)?',
    }),
  },
};
