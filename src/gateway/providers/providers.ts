/** `gateway/providers/`: the providers behind the gateway, the routes to them, their model ids. */

import type { ApiForm, CredentialHeader } from '../../diagnosis/exchange/exchange.js';
import type { KeyPrefix } from '../../lib/redact/patterns.js';

/** A provider that the gateway can route to. Source: Cloudflare's docs, AI Gateway, "Providers". */
export interface Provider {
  /** Cloudflare's name for it in a gateway URL */
  slug: string;
  /** Display name */
  name: string;
  /** Prefix of its model ids on `/compat`; undefined if `/compat` does not serve it */
  compatPrefix?: string;
  /** Prefix on Cloudflare's AI REST API, if it differs from `compatPrefix`; '' for a bare id (`@cf/...`) */
  restPrefix?: string;
  /** Header that its own API expects the key in */
  keyHeader: CredentialHeader;
  /** Variable that its own SDKs read the key from */
  keyVariable: string;
  /** Prefixes of its keys; empty if it has none */
  keyPrefixes: readonly KeyPrefix[];
  /** Form of its keys, if they have no distinctive prefix */
  keyForm?: RegExp;
  /** Its word for a key */
  keyNoun: string;
  /** Page where its keys are created */
  keysUrl: string;
  /** Page where credits are bought and limits raised; that of its keys if it is not known */
  billingUrl: string;
  /** Cloudflare's page about it */
  docs: string;
  /** Path under the slug where a POST of `{}` fails, so that it costs nothing */
  probePath: string;
  /** Path under the slug that lists its models (GET) */
  modelsPath?: string;
  /** Host of its own API, to recognise a base URL that bypasses the gateway */
  host?: string;
  /** Undefined if OpenClaw cannot chat with it on its own route */
  chat?: Chat;
}

/** How OpenClaw chats with a provider. */
interface Chat {
  /** Paths between slug and endpoint in a gateway URL, the documented one first */
  paths: readonly string[];
  /** API forms that it supports, the preferred one first */
  apis: readonly ApiForm[];
  /** Path between host and endpoint of its own API; undefined if it has no host */
  ownPath: string | undefined;
  /** Matches the ids of its own models; undefined if it serves other providers' models */
  models: RegExp | undefined;
  /** A small, current model to start with */
  example?: string;
}

const DOCS = 'https://developers.cloudflare.com/ai-gateway/usage/providers/';

type Row = Pick<Provider, 'slug' | 'name' | 'keyVariable' | 'keysUrl'> &
  Partial<Omit<Provider, 'chat'>> & { page?: string };

/** Fills in what most providers share: a Bearer key without a prefix. */
function provider({ page, ...row }: Row): Provider {
  return {
    keyHeader: 'authorization',
    keyPrefixes: [],
    keyNoun: 'key',
    docs: `${DOCS}${page ?? row.slug}/`,
    probePath: 'chat/completions',
    billingUrl: row.keysUrl,
    ...row,
  };
}

type ChatRow = Row & {
  compatPrefix: string | undefined;
  host: string | undefined;
  chat: Omit<Chat, 'apis'> & Partial<Pick<Chat, 'apis'>>;
};

/** One that OpenClaw can chat with; most speak OpenAI's form. */
function chatProvider({ chat, ...row }: ChatRow): Provider {
  return { ...provider(row), chat: { apis: ['openai-completions'], ...chat } };
}

export const PROVIDERS: readonly Provider[] = [
  chatProvider({
    slug: 'openai',
    name: 'OpenAI',
    compatPrefix: 'openai',
    keyVariable: 'OPENAI_API_KEY',
    keyPrefixes: ['sk-'],
    keysUrl: 'https://platform.openai.com/api-keys',
    billingUrl: 'https://platform.openai.com/settings/organization/billing/overview',
    modelsPath: 'models',
    host: 'api.openai.com',
    chat: {
      // Both have been seen to work; the one without v1 is the documented one.
      paths: ['', 'v1'],
      apis: ['openai-responses', 'openai-completions'],
      ownPath: 'v1',
      models: /^(gpt-|chatgpt-|o[1-9](-|$)|codex-)/,
      example: 'gpt-4o-mini',
    },
  }),
  chatProvider({
    slug: 'anthropic',
    name: 'Anthropic',
    compatPrefix: 'anthropic',
    keyHeader: 'x-api-key',
    keyVariable: 'ANTHROPIC_API_KEY',
    keyPrefixes: ['sk-ant-'],
    keysUrl: 'https://console.anthropic.com/settings/keys',
    billingUrl: 'https://console.anthropic.com/settings/billing',
    probePath: 'v1/messages',
    modelsPath: 'v1/models',
    host: 'api.anthropic.com',
    chat: {
      // OpenClaw 2026.9.6 adds /v1/messages, or only /messages where /v1 is there already.
      paths: ['', 'v1'],
      apis: ['anthropic-messages'],
      ownPath: '',
      models: /^claude-/,
      example: 'claude-haiku-4-5',
    },
  }),
  chatProvider({
    slug: 'google-ai-studio',
    name: 'Google AI Studio',
    compatPrefix: 'google-ai-studio',
    restPrefix: 'google',
    keyHeader: 'x-goog-api-key',
    keyVariable: 'GEMINI_API_KEY',
    keyPrefixes: ['AIza', 'AQ.'],
    keysUrl: 'https://aistudio.google.com/apikey',
    probePath: 'v1beta/models/gemini-2.5-flash:generateContent',
    modelsPath: 'v1beta/models',
    host: 'generativelanguage.googleapis.com',
    chat: {
      paths: ['v1beta', 'v1'],
      apis: ['google-generative-ai'],
      ownPath: 'v1beta',
      models: /^(gemini|gemma)-/,
      example: 'gemini-2.5-flash',
    },
  }),
  chatProvider({
    slug: 'workers-ai',
    name: 'Workers AI',
    page: 'workersai',
    compatPrefix: 'workers-ai',
    restPrefix: '',
    keyVariable: 'CLOUDFLARE_API_TOKEN',
    keyPrefixes: ['cfut_', 'cfat_'],
    keysUrl: 'https://dash.cloudflare.com/profile/api-tokens',
    billingUrl: 'https://dash.cloudflare.com/?to=/:account/workers/plans',
    probePath: 'v1/chat/completions',
    host: undefined,
    chat: {
      paths: ['v1'],
      ownPath: undefined,
      models: undefined,
      example: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    },
  }),
  provider({
    slug: 'google-vertex-ai',
    name: 'Google Vertex AI',
    page: 'vertex',
    compatPrefix: 'google-vertex-ai',
    keyVariable: 'GOOGLE_VERTEX_ACCESS_TOKEN',
    keyPrefixes: ['ya29.'],
    keyNoun: 'access token',
    keysUrl: 'https://console.cloud.google.com/apis/credentials',
    probePath:
      'v1/projects/none/locations/us-central1/publishers/google/models/gemini-2.5-flash:generateContent',
    host: 'aiplatform.googleapis.com',
  }),
  provider({
    slug: 'azure-openai',
    name: 'Azure OpenAI',
    page: 'azureopenai',
    keyHeader: 'api-key',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    keysUrl: 'https://portal.azure.com/',
    probePath: 'none/none/chat/completions?api-version=2024-10-21',
    host: 'openai.azure.com',
  }),
  provider({
    slug: 'aws-bedrock',
    name: 'Amazon Bedrock',
    page: 'bedrock',
    compatPrefix: 'aws-bedrock',
    keyVariable: 'AWS_BEARER_TOKEN_BEDROCK',
    keyPrefixes: ['ABSK'],
    keysUrl: 'https://console.aws.amazon.com/bedrock/',
    probePath: 'bedrock-mantle/us-east-1/anthropic/v1/messages',
    host: 'amazonaws.com',
  }),
  chatProvider({
    slug: 'groq',
    name: 'Groq',
    compatPrefix: 'groq',
    keyVariable: 'GROQ_API_KEY',
    keyPrefixes: ['gsk_'],
    keysUrl: 'https://console.groq.com/keys',
    billingUrl: 'https://console.groq.com/settings/billing',
    modelsPath: 'models',
    host: 'api.groq.com',
    chat: { paths: [''], ownPath: 'openai/v1', models: undefined, example: 'llama-3.3-70b-versatile' },
  }),
  chatProvider({
    slug: 'mistral',
    name: 'Mistral AI',
    compatPrefix: 'mistral',
    keyVariable: 'MISTRAL_API_KEY',
    keysUrl: 'https://console.mistral.ai/api-keys',
    probePath: 'v1/chat/completions',
    modelsPath: 'v1/models',
    host: 'api.mistral.ai',
    chat: {
      paths: ['v1'],
      ownPath: 'v1',
      models: /^(mistral|magistral|ministral|codestral|devstral|pixtral)-/,
      example: 'mistral-small-latest',
    },
  }),
  chatProvider({
    slug: 'deepseek',
    name: 'DeepSeek',
    compatPrefix: 'deepseek',
    keyVariable: 'DEEPSEEK_API_KEY',
    keyPrefixes: ['sk-'],
    keysUrl: 'https://platform.deepseek.com/api_keys',
    billingUrl: 'https://platform.deepseek.com/top_up',
    modelsPath: 'models',
    host: 'api.deepseek.com',
    chat: { paths: ['', 'v1'], ownPath: '', models: /^deepseek-/, example: 'deepseek-flash' },
  }),
  chatProvider({
    slug: 'grok',
    name: 'xAI',
    compatPrefix: 'grok',
    restPrefix: 'xai',
    keyVariable: 'XAI_API_KEY',
    keyPrefixes: ['xai-'],
    keysUrl: 'https://console.x.ai/',
    probePath: 'v1/chat/completions',
    modelsPath: 'v1/models',
    host: 'api.x.ai',
    chat: {
      paths: ['v1'],
      apis: ['openai-completions', 'openai-responses', 'anthropic-messages'],
      ownPath: 'v1',
      models: /^grok-/,
      example: 'grok-4.3',
    },
  }),
  chatProvider({
    slug: 'openrouter',
    name: 'OpenRouter',
    compatPrefix: undefined,
    keyVariable: 'OPENROUTER_API_KEY',
    keyPrefixes: ['sk-or-'],
    keysUrl: 'https://openrouter.ai/settings/keys',
    billingUrl: 'https://openrouter.ai/settings/credits',
    probePath: 'v1/chat/completions',
    modelsPath: 'v1/models',
    host: 'openrouter.ai',
    chat: { paths: ['v1', ''], ownPath: 'api/v1', models: undefined },
  }),
  chatProvider({
    slug: 'perplexity-ai',
    name: 'Perplexity',
    page: 'perplexity',
    compatPrefix: 'perplexity-ai',
    keyVariable: 'PERPLEXITY_API_KEY',
    keyPrefixes: ['pplx-'],
    keysUrl: 'https://www.perplexity.ai/settings/api',
    host: 'api.perplexity.ai',
    chat: { paths: [''], ownPath: '', models: /^sonar(-|$)/, example: 'sonar' },
  }),
  chatProvider({
    slug: 'cerebras',
    name: 'Cerebras',
    compatPrefix: 'cerebras',
    keyVariable: 'CEREBRAS_API_KEY',
    keyPrefixes: ['csk-'],
    keysUrl: 'https://cloud.cerebras.ai/',
    probePath: 'v1/chat/completions',
    modelsPath: 'v1/models',
    host: 'api.cerebras.ai',
    chat: { paths: ['v1', ''], ownPath: 'v1', models: undefined },
  }),
  chatProvider({
    slug: 'cohere',
    name: 'Cohere',
    compatPrefix: 'cohere',
    keyVariable: 'COHERE_API_KEY',
    keysUrl: 'https://dashboard.cohere.com/api-keys',
    probePath: 'v1/chat',
    modelsPath: 'v1/models',
    host: 'api.cohere.com',
    chat: { paths: ['compatibility/v1'], ownPath: 'compatibility/v1', models: /^command-/ },
  }),
  chatProvider({
    slug: 'fireworks',
    name: 'Fireworks AI',
    compatPrefix: undefined,
    keyVariable: 'FIREWORKS_API_KEY',
    keyPrefixes: ['fw_'],
    keysUrl: 'https://app.fireworks.ai/settings/users/api-keys',
    host: 'api.fireworks.ai',
    chat: { paths: [''], ownPath: 'inference/v1', models: undefined },
  }),
  chatProvider({
    slug: 'baseten',
    name: 'Baseten',
    compatPrefix: 'baseten',
    keyVariable: 'BASETEN_API_KEY',
    keysUrl: 'https://app.baseten.co/settings/api_keys',
    host: 'inference.baseten.co',
    chat: { paths: ['v1', ''], ownPath: 'v1', models: undefined },
  }),
  provider({
    slug: 'parallel',
    name: 'Parallel',
    compatPrefix: 'parallel',
    keyVariable: 'PARALLEL_API_KEY',
    keysUrl: 'https://platform.parallel.ai/',
    host: 'api.parallel.ai',
  }),
  provider({
    slug: 'huggingface',
    name: 'Hugging Face',
    keyVariable: 'HF_TOKEN',
    keyPrefixes: ['hf_'],
    keyNoun: 'token',
    keysUrl: 'https://huggingface.co/settings/tokens',
    probePath: 'none/none',
    host: 'api-inference.huggingface.co',
  }),
  provider({
    slug: 'replicate',
    name: 'Replicate',
    keyVariable: 'REPLICATE_API_TOKEN',
    keyPrefixes: ['r8_'],
    keyNoun: 'token',
    keysUrl: 'https://replicate.com/account/api-tokens',
    probePath: 'v1/predictions',
    host: 'api.replicate.com',
  }),
  provider({
    slug: 'fal',
    name: 'Fal AI',
    keyVariable: 'FAL_KEY',
    keyForm: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32}$/,
    keysUrl: 'https://fal.ai/dashboard/keys',
    probePath: 'none',
    host: 'fal.run',
  }),
  provider({
    slug: 'ideogram',
    name: 'Ideogram',
    keyVariable: 'IDEOGRAM_API_KEY',
    keysUrl: 'https://ideogram.ai/manage-api',
    probePath: 'v1/ideogram-v3/generate',
    host: 'api.ideogram.ai',
  }),
  provider({
    slug: 'cartesia',
    name: 'Cartesia',
    keyHeader: 'x-api-key',
    keyVariable: 'CARTESIA_API_KEY',
    keyPrefixes: ['sk_car_'],
    keysUrl: 'https://play.cartesia.ai/keys',
    probePath: 'tts/bytes',
    host: 'api.cartesia.ai',
  }),
  provider({
    slug: 'deepgram',
    name: 'Deepgram',
    keyVariable: 'DEEPGRAM_API_KEY',
    keysUrl: 'https://console.deepgram.com/',
    probePath: 'v1/speak',
    host: 'api.deepgram.com',
  }),
  provider({
    slug: 'elevenlabs',
    name: 'ElevenLabs',
    keyVariable: 'ELEVENLABS_API_KEY',
    keyForm: /^sk_[0-9a-f]{40,}$/,
    keysUrl: 'https://elevenlabs.io/app/settings/api-keys',
    probePath: 'v1/text-to-speech/none',
    host: 'api.elevenlabs.io',
  }),
  provider({
    slug: 'adobe-firefly',
    name: 'Adobe Firefly',
    keyVariable: 'FIREFLY_API_KEY',
    keysUrl: 'https://developer.adobe.com/console',
    probePath: 'v3/images/generate',
    host: 'firefly-api.adobe.io',
  }),
];

const BY_SLUG = new Map(PROVIDERS.map((p) => [p.slug, p]));

/** The provider with this slug, exactly as Cloudflare writes it. */
export function providerBySlug(slug: string): Provider | undefined {
  return BY_SLUG.get(slug);
}

/** The provider of a model id's prefix, on `/compat` or on the AI REST API. */
export function providerByModelPrefix(prefix: string): Provider | undefined {
  if (prefix === '') return undefined;
  const wanted = prefix === '@cf' ? 'workers-ai' : prefix;
  return PROVIDERS.find((p) => p.compatPrefix === wanted || p.restPrefix === wanted);
}

/** Cloudflare's slug of the provider that a model id names before its first slash; an unknown prefix stands for itself. */
export function slugInModel(model: string): string | undefined {
  const slash = model.indexOf('/');
  if (slash < 0) return undefined;
  const prefix = model.slice(0, slash);
  return providerByModelPrefix(prefix)?.slug ?? prefix;
}

/** The provider whose own API is on this host. */
export function providerByHost(hostname: string): Provider | undefined {
  return PROVIDERS.find((p) => p.host && (hostname === p.host || hostname.endsWith(`.${p.host}`)));
}

/** Common names of providers that differ from Cloudflare's slug. */
export const SLUG_ALIASES: Readonly<Record<string, string>> = {
  google: 'google-ai-studio',
  gemini: 'google-ai-studio',
  'google-ai': 'google-ai-studio',
  'google-generative-ai': 'google-ai-studio',
  vertex: 'google-vertex-ai',
  'vertex-ai': 'google-vertex-ai',
  'google-vertex': 'google-vertex-ai',
  xai: 'grok',
  'x-ai': 'grok',
  claude: 'anthropic',
  gpt: 'openai',
  'open-ai': 'openai',
  azure: 'azure-openai',
  azureopenai: 'azure-openai',
  bedrock: 'aws-bedrock',
  'amazon-bedrock': 'aws-bedrock',
  perplexity: 'perplexity-ai',
  workersai: 'workers-ai',
  cloudflare: 'workers-ai',
  'cloudflare-workers-ai': 'workers-ai',
  mistralai: 'mistral',
  'mistral-ai': 'mistral',
  'open-router': 'openrouter',
  'hugging-face': 'huggingface',
  'fireworks-ai': 'fireworks',
  'fal-ai': 'fal',
  firefly: 'adobe-firefly',
  'openai-compatible': 'compat',
  compatible: 'compat',
  compatibility: 'compat',
};
