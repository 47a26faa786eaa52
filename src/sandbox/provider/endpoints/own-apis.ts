import { cohereChat } from '../forms/cohere-chat.js';
import { cohereChatV1 } from '../forms/cohere-chat-v1.js';
import { huggingfaceText } from '../forms/huggingface-text.js';
import { openaiChat } from '../forms/openai-chat.js';
import { replicatePrediction } from '../forms/replicate-prediction.js';
import { get, missing, type ProviderApi, post, shared } from './endpoint.js';

/** `{owner}/{model}`, or a name of one part such as `gpt2`. */
const HUGGINGFACE_MODEL = '(?<model>(?!chat/|v1/|openai/)[^/]+(?:/[^/]+)?)';

/** Providers whose API only their own clients speak. Sources: Cloudflare's pages about them and their references. */
export const OWN_APIS: Record<string, ProviderApi> = {
  cohere: {
    endpoints: [
      post('v2/chat', 'complete', cohereChat),
      post('v1/chat', 'complete', cohereChatV1),
      post('v2/embed', 'embed', cohereChat),
      post('v1/embed', 'embed', cohereChatV1),
      ...shared('compatibility/v1/', 'chat', 'embeddings'),
      get('v1/models', 'list-models', cohereChatV1),
    ],
    missing: missing('v[12]/', {
      reranking: 'rerank',
      'one model': 'models/.+',
      'older text endpoints': 'generate|summarize|classify',
      'tokens of a text': 'tokenize|detokenize',
      'data sets and fine-tuning': '(?:datasets|connectors|embed-jobs|finetuning)(?:/.+)?',
      audio: 'audio/.+',
      'the key': 'check-api-key',
    }),
  },
  huggingface: {
    endpoints: [
      post(`${HUGGINGFACE_MODEL}/v1/chat/completions`, 'complete', openaiChat),
      post(HUGGINGFACE_MODEL, 'complete', huggingfaceText),
    ],
    missing: [],
  },
  replicate: {
    endpoints: [
      post('(?:v1/)?predictions', 'complete', replicatePrediction),
      post('(?:v1/)?models/(?<model>[^/]+/[^/]+)/predictions', 'complete', replicatePrediction),
      get('(?:v1/)?predictions/(?<model>[^/]+)', 'get-prediction', replicatePrediction),
    ],
    missing: missing('(?:v1/)?', {
      'the list of predictions': 'predictions',
      'the end of a prediction': 'predictions/[^/]+/cancel',
      'lists of models': '(?:models|collections|hardware|account|search)(?:/.+)?',
      'deployments and training': '(?:deployments|trainings|files|webhooks)(?:/.+)?',
    }),
  },
};
