import { anthropicMessages } from '../forms/anthropic-messages.js';
import { bedrockConverse } from '../forms/bedrock-converse.js';
import { bedrockInvoke } from '../forms/bedrock-invoke.js';
import { googleGenerate } from '../forms/google-generate.js';
import { openaiChat } from '../forms/openai-chat.js';
import {
  type Endpoint,
  gemini,
  missing,
  type ProviderApi,
  post,
  type SharedApi,
  shared,
} from './endpoint.js';

/** `{resource}/{deployment}/`; the deployment is the model. */
const AZURE = '[^/]+/(?<model>[^/]+)/';

/** Without it Azure knows no path. */
const withApiVersion = (endpoints: readonly Endpoint[]): Endpoint[] =>
  endpoints.map((endpoint) => ({ ...endpoint, query: ['api-version', /./] }));

const VERTEX = 'v1(?:beta1)?/projects/[^/]+/locations/[^/]+/';
/** Without a project it is the express mode, with a key instead of a token. */
const GEMINI = 'v1(?:beta1)?/(?:projects/[^/]+/locations/[^/]+/)?publishers/google/models/(?<model>[^/:]+)';
const CLAUDE = `${VERTEX}publishers/anthropic/models/(?<model>[^/:]+)`;
const VERTEX_VERSION = { anthropicVersion: 'vertex-2023-10-16' };

const RUNTIME = 'bedrock-runtime/[^/]+/';
/** Ids hold dots and colons, those of inference profiles slashes. */
const BEDROCK_MODEL = `${RUNTIME}model/(?<model>.+)/`;
const BEDROCK_CLAUDE = `${RUNTIME}model/(?<model>(?:.+/)?[^/]*anthropic\\.[^/]+)/`;
const BEDROCK_VERSION = { anthropicVersion: 'bedrock-2023-05-31' };

/** APIs of OpenAI and Anthropic at Bedrock fail as those do. */
const inWordsOf = (words: string, prefix: string, ...apis: readonly SharedApi[]): Endpoint[] =>
  shared(prefix, ...apis).map((endpoint) => ({ ...endpoint, words }));

/** Clouds that serve models of several companies. Sources: Cloudflare's pages about them and their own references. */
export const CLOUDS: Record<string, ProviderApi> = {
  'azure-openai': {
    endpoints: withApiVersion(shared(AZURE, 'chat', 'embeddings')),
    missing: missing('[^/]+/[^/]+/', {
      completions: 'completions',
      pictures: 'images/(?:generations|edits)',
      audio: 'audio/(?:speech|transcriptions|translations)',
    }),
  },
  'google-vertex-ai': {
    endpoints: [
      ...gemini(GEMINI),
      post(`${GEMINI}:embedContent`, 'embed', googleGenerate),
      { ...post(`${CLAUDE}:rawPredict`, 'complete', anthropicMessages), ...VERTEX_VERSION },
      {
        ...post(`${CLAUDE}:streamRawPredict`, 'complete', anthropicMessages),
        ...VERTEX_VERSION,
        streams: true,
      },
      post(`${VERTEX}endpoints/openapi/chat/completions`, 'complete', openaiChat),
    ],
    missing: missing(VERTEX, {
      'pictures, videos and embeddings by predict':
        'publishers/google/models/[^/:]+:(?:predict|predictLongRunning|fetchPredictOperation)',
      'models of other publishers': 'publishers/(?!google/|anthropic/)[^/]+/models/[^/:]+:[a-zA-Z]+',
      'custom endpoints': 'endpoints/(?!openapi/)[^/]+',
      'stored contents': '(?:cachedContents|batchPredictionJobs|tuningJobs)(?:/.+)?',
    }),
  },
  'aws-bedrock': {
    endpoints: [
      post(`${BEDROCK_MODEL}converse`, 'complete', bedrockConverse),
      { ...post(`${BEDROCK_MODEL}converse-stream`, 'complete', bedrockConverse), streams: true },
      { ...post(`${BEDROCK_CLAUDE}invoke`, 'complete', bedrockInvoke), ...BEDROCK_VERSION },
      {
        ...post(`${BEDROCK_CLAUDE}invoke-with-response-stream`, 'complete', bedrockInvoke),
        ...BEDROCK_VERSION,
        streams: true,
      },
      ...inWordsOf('openai', `${RUNTIME}openai/v1/`, 'chat', 'responses'),
      ...inWordsOf('openai', 'bedrock-mantle/[^/]+/(?:openai/)?v1/', 'chat', 'responses', 'models'),
      ...inWordsOf('anthropic', 'bedrock-(?:runtime|mantle)/[^/]+/anthropic/v1/', 'messages'),
    ],
    missing: missing(RUNTIME, {
      'invoke with models other than Claude': 'model/.+/invoke(?:-with-response-stream)?',
      'streams in both directions': 'model/.+/invoke-with-bidirectional-stream',
      'count of tokens': 'model/.+/count-tokens',
      'requests in the background': 'async-invoke(?:/.+)?',
      guardrails: 'guardrail/.+',
    }),
  },
};
