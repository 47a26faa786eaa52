import { anthropicMessages } from '../forms/anthropic-messages.js';
import { googleGenerate } from '../forms/google-generate.js';
import { openaiChat } from '../forms/openai-chat.js';
import { openaiResponses } from '../forms/openai-responses.js';
import { workersAiRun } from '../forms/workers-ai-run.js';
import { gemini, get, missing, type ProviderApi, post, shared } from './endpoint.js';

const GOOGLE = 'v1(?:beta|alpha)?/';
const GOOGLE_MODEL = `${GOOGLE}models/(?<model>[^/:]+)`;

/** Providers with an API of their own that more than one client speaks. */
export const VENDORS: Record<string, ProviderApi> = {
  anthropic: {
    endpoints: [
      post('v1/messages', 'complete', anthropicMessages),
      post('v1/messages/count_tokens', 'count-tokens', anthropicMessages),
      ...shared('v1/', 'chat'),
      get('v1/models', 'list-models', anthropicMessages),
      get('v1/models/(?<model>[^/]+)', 'get-model', anthropicMessages),
    ],
    missing: missing('v1/', {
      completions: 'complete',
      batches: 'messages/batches(?:/.+)?',
      files: '(?:files|skills)(?:/.+)?',
      administration: 'organizations/.+',
    }),
  },
  'google-ai-studio': {
    endpoints: [
      ...gemini(GOOGLE_MODEL),
      post(`${GOOGLE_MODEL}:(?:embedContent|batchEmbedContents)`, 'embed', googleGenerate),
      post('v1beta/openai/chat/completions', 'complete', openaiChat),
      post('v1beta/openai/embeddings', 'embed', openaiChat),
      get(`${GOOGLE}models`, 'list-models', googleGenerate),
      get(GOOGLE_MODEL, 'get-model', googleGenerate),
    ],
    missing: [
      ...missing(GOOGLE, {
        'pictures and videos': 'models/[^/:]+:(?:predict|predictLongRunning)',
        batches: 'models/[^/:]+:(?:batchGenerateContent|asyncBatchEmbedContent)|batches(?:/.+)?',
        'stored contents': '(?:cachedContents|files|fileSearchStores|corpora)(?:/.+)?',
        interactions: 'interactions(?:/.+)?',
        'OpenAI’s other paths': 'openai/(?:models|images|batches|files)(?:/.+)?',
      }),
      ...missing('upload/', { uploads: '.+' }),
    ],
  },
  'workers-ai': {
    endpoints: [
      post('v1/chat/completions', 'complete', openaiChat),
      post('v1/responses', 'complete', openaiResponses),
      post('v1/embeddings', 'embed', openaiChat),
      post('(?:run/)?(?<model>@cf/.+)', 'run', workersAiRun),
    ],
    missing: [],
  },
};
