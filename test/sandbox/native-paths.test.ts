import { describe, expect, test } from '@jest/globals';
import { PROVIDERS } from '../../src/gateway/providers/providers.js';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig, ask, bearer, gatewayUrl, sandbox } from './client.js';

const messages = [{ role: 'user', content: 'hi' }];
const CHAT = { model: 'some-model', messages };
const EMBED = { model: 'some-model', input: 'hi' };
const CLAUDE = { max_tokens: 9, messages };
const GEMINI = { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] };
const CONVERSE = { messages: [{ role: 'user', content: [{ text: 'hi' }] }] };
const VERTEX = 'v1/projects/p/locations/us-central1';
const RUNTIME = 'bedrock-runtime/us-east-1';
const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

interface Provider {
  /** Where its key is. */
  key(key: string): Record<string, string>;
  /** Paths that work, with a body; those of a GET have none. */
  works?: Record<string, unknown>;
  /** Paths that it documents and the sandbox does not have. */
  missing?: readonly string[];
  /** A path that it does not have, and its status. */
  unknown: readonly (readonly [path: string, status: number])[];
}

const NATIVE: Record<string, Provider> = {
  'azure-openai': {
    key: (key) => ({ 'api-key': key }),
    works: {
      'resource/deployment/chat/completions?api-version=2023-05-15': { messages },
      'resource/deployment/embeddings?api-version=2024-10-21': { input: 'hi' },
    },
    missing: [
      'resource/deployment/completions?api-version=2024-10-21',
      'resource/deployment/images/generations?api-version=2024-10-21',
      'resource/deployment/audio/transcriptions?api-version=2024-10-21',
    ],
    unknown: [
      ['resource/deployment/chat/completions', 404],
      ['resource/deployment/responses?api-version=2024-10-21', 404],
      ['chat/completions?api-version=2024-10-21', 404],
      ['resource/deployment/nope?api-version=2024-10-21', 404],
    ],
  },
  'google-vertex-ai': {
    key: bearer,
    works: {
      [`${VERTEX}/publishers/google/models/gemini-2.5-flash:generateContent`]: GEMINI,
      [`${VERTEX}/publishers/google/models/gemini-2.5-flash:streamGenerateContent?alt=sse`]: GEMINI,
      [`${VERTEX}/publishers/google/models/gemini-2.5-flash:countTokens`]: GEMINI,
      [`v1beta1${VERTEX.slice(2)}/publishers/google/models/gemini-embedding-001:embedContent`]: {
        content: { parts: [{ text: 'hi' }] },
      },
      [`${VERTEX}/publishers/anthropic/models/claude-sonnet-5:rawPredict`]: {
        ...CLAUDE,
        anthropic_version: 'vertex-2023-10-16',
      },
      [`${VERTEX}/publishers/anthropic/models/claude-sonnet-5:streamRawPredict`]: {
        ...CLAUDE,
        anthropic_version: 'vertex-2023-10-16',
      },
      [`${VERTEX}/endpoints/openapi/chat/completions`]: { model: 'google/gemini-2.5-flash', messages },
    },
    missing: [
      `${VERTEX}/publishers/google/models/text-embedding-005:predict`,
      `${VERTEX}/publishers/mistralai/models/mistral-medium-3:rawPredict`,
      `${VERTEX}/endpoints/123:predict`,
    ],
    unknown: [
      ['chat/completions', 404],
      ['v1beta/models/gemini-2.5-flash:generateContent', 404],
      [`${VERTEX}/publishers/google/models/gemini-2.5-flash:nope`, 404],
    ],
  },
  'aws-bedrock': {
    key: bearer,
    works: {
      [`${RUNTIME}/model/${HAIKU}/invoke`]: { ...CLAUDE, anthropic_version: 'bedrock-2023-05-31' },
      [`${RUNTIME}/model/${HAIKU}/invoke-with-response-stream`]: {
        ...CLAUDE,
        anthropic_version: 'bedrock-2023-05-31',
      },
      [`${RUNTIME}/model/${HAIKU}/converse`]: CONVERSE,
      [`${RUNTIME}/model/${encodeURIComponent('arn:aws:bedrock:us-east-1:1:inference-profile/abc')}/converse`]:
        CONVERSE,
      [`${RUNTIME}/model/amazon.nova-lite-v1:0/converse-stream`]: CONVERSE,
      [`${RUNTIME}/openai/v1/chat/completions`]: CHAT,
      'bedrock-mantle/us-east-1/anthropic/v1/messages': { ...CLAUDE, model: 'anthropic.claude-opus-5' },
      [`${RUNTIME}/anthropic/v1/messages`]: { ...CLAUDE, model: 'anthropic.claude-opus-5' },
      'bedrock-mantle/us-east-1/v1/chat/completions': CHAT,
      'bedrock-mantle/us-east-1/v1/responses': { model: 'openai.gpt-oss-120b', input: 'hi' },
      'bedrock-mantle/us-east-1/v1/models': undefined,
    },
    missing: [
      `${RUNTIME}/model/amazon.titan-embed-text-v2:0/invoke`,
      `${RUNTIME}/model/${HAIKU}/count-tokens`,
      `${RUNTIME}/guardrail/g/version/1/apply`,
    ],
    // Amazon has a success for each path that it does not know.
    unknown: [
      ['chat/completions', 200],
      [`${RUNTIME}/model/${HAIKU}/nope`, 200],
    ],
  },
  cohere: {
    key: (key) => ({ authorization: `Token ${key}` }),
    works: {
      'v1/chat': { message: 'hi', chat_history: [{ role: 'USER', message: 'hello' }] },
      'v2/chat': CHAT,
      'v1/embed': { model: 'embed-v4.0', texts: ['hi'], input_type: 'search_query' },
      'v2/embed': { model: 'embed-v4.0', texts: ['hi'], embedding_types: ['float'] },
      'compatibility/v1/chat/completions': CHAT,
      'compatibility/v1/embeddings': EMBED,
      'v1/models': undefined,
    },
    missing: ['v2/rerank', 'v1/models/command-a', 'v1/tokenize', 'v1/classify'],
    unknown: [
      ['chat/completions', 404],
      ['v1/chat/completions', 404],
      ['v3/chat', 404],
    ],
  },
  huggingface: {
    key: bearer,
    works: {
      'bigcode/starcoder': { inputs: 'console.log' },
      gpt2: { inputs: 'console.log' },
      'meta-llama/Llama-3.1-8B-Instruct/v1/chat/completions': CHAT,
    },
    unknown: [
      ['chat/completions', 404],
      ['v1/chat/completions', 404],
      ['bigcode/starcoder/nope', 404],
    ],
  },
  replicate: {
    key: (key) => ({ authorization: `Token ${key}` }),
    works: {
      predictions: { version: 'anthropic/claude-4.5-haiku', input: { prompt: 'hi' } },
      'v1/predictions': { version: 'abc', input: { prompt: 'hi' } },
      'models/meta/meta-llama-3-8b-instruct/predictions': { input: { prompt: 'hi' } },
      'v1/models/meta/meta-llama-3-8b-instruct/predictions': { input: { prompt: 'hi' } },
    },
    missing: ['v1/predictions/abc/cancel', 'v1/deployments/me/mine/predictions', 'v1/trainings'],
    unknown: [
      ['chat/completions', 404],
      ['v1/nope', 404],
    ],
  },
  elevenlabs: {
    key: (key) => ({ 'xi-api-key': key }),
    missing: [
      'v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb?output_format=mp3_44100_128',
      'v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/stream',
      'v1/speech-to-text',
      'v2/voices',
    ],
    unknown: [['v1/chat/completions', 404]],
  },
  deepgram: {
    key: (key) => ({ authorization: `Token ${key}` }),
    missing: ['v1/listen?model=nova-3', 'v1/speak?model=aura-2-thalia-en', 'v1/read'],
    unknown: [['v1/chat/completions', 404]],
  },
  fal: {
    key: (key) => ({ authorization: `Key ${key}` }),
    missing: ['fal-ai/fast-sdxl', 'fal-ai/bytedance/seedream/v4/edit', ''],
    unknown: [['none', 404]],
  },
  cartesia: {
    key: (key) => ({ 'x-api-key': key }),
    missing: ['tts/bytes', 'tts/sse', 'voices'],
    unknown: [['chat/completions', 404]],
  },
  ideogram: {
    key: (key) => ({ 'api-key': key }),
    missing: ['v1/ideogram-v3/generate', 'v1/ideogram-v3/edit', 'generate', 'describe'],
    unknown: [['chat/completions', 404]],
  },
  'adobe-firefly': {
    key: bearer,
    missing: ['v3/images/generate'],
    unknown: [['chat/completions', 404]],
  },
};

/** Which of OpenAI's and Anthropic's paths the providers have that took them over. */
const COMPATIBLE: Record<
  string,
  { has: readonly string[]; missing: readonly string[]; lacks: readonly string[] }
> = {
  openai: {
    has: ['chat/completions', 'v1/chat/completions', 'responses', 'embeddings', 'models'],
    missing: ['images/generations', 'v1/audio/speech', 'moderations', 'files', 'batches/b1', 'completions'],
    lacks: ['v1/v1/chat/completions', 'messages', 'nope'],
  },
  groq: {
    has: ['chat/completions', 'openai/v1/chat/completions', 'responses', 'models'],
    missing: ['audio/transcriptions', 'openai/v1/batches'],
    lacks: ['v1/chat/completions', 'openai/v1/embeddings', 'embeddings', 'messages'],
  },
  mistral: {
    has: ['v1/chat/completions', 'v1/embeddings', 'v1/models'],
    missing: ['v1/fim/completions', 'v1/ocr', 'v1/conversations', 'v1/agents/completions'],
    lacks: ['chat/completions', 'v1/responses', 'v1/messages'],
  },
  deepseek: {
    has: ['chat/completions', 'v1/chat/completions', 'models', 'anthropic/v1/messages'],
    missing: ['beta/completions', 'user/balance'],
    lacks: ['embeddings', 'responses', 'v1/messages'],
  },
  grok: {
    has: ['v1/chat/completions', 'chat/completions', 'v1/responses', 'v1/messages', 'v1/models'],
    missing: ['v1/images/generations', 'v1/language-models'],
    lacks: ['v1/embeddings', 'v1/nope'],
  },
  openrouter: {
    has: [
      'v1/chat/completions',
      'chat/completions',
      'v1/responses',
      'v1/embeddings',
      'v1/messages',
      'v1/models',
    ],
    missing: ['v1/key', 'v1/credits', 'v1/generation?id=gen-1', 'v1/completions'],
    lacks: ['api/v1/chat/completions', 'v1/nope'],
  },
  'perplexity-ai': {
    has: ['chat/completions', 'v1/responses', 'v1/models'],
    missing: ['search', 'async/chat/completions', 'v1/embeddings'],
    lacks: ['embeddings', 'messages', 'models', 'v1/chat/completions'],
  },
  cerebras: {
    has: ['v1/chat/completions', 'chat/completions', 'v1/models'],
    missing: ['v1/completions'],
    lacks: ['v1/embeddings', 'v1/responses'],
  },
  fireworks: {
    has: ['chat/completions', 'responses', 'messages', 'embeddings', 'models'],
    missing: ['completions', 'audio/transcriptions'],
    lacks: ['v1/chat/completions', 'inference/v1/chat/completions'],
  },
  baseten: {
    has: ['v1/chat/completions', 'chat/completions', 'v1/models', 'v1/messages'],
    missing: ['model/abc123'],
    lacks: ['v1/embeddings', 'v1/responses'],
  },
  parallel: {
    has: ['chat/completions', 'v1beta/chat/completions'],
    missing: ['v1/tasks/runs', 'v1beta/search', 'v1beta/findall/ingest'],
    lacks: ['v1/embeddings', 'responses'],
  },
};

/** A body for each of the shared paths. */
function bodyFor(path: string): unknown {
  const model = path.startsWith('v1/messages') || path.includes('messages') ? 'claude-sonnet-5' : 'gpt-4o';
  if (/models$/.test(path)) return undefined;
  if (/embeddings/.test(path)) return { model: 'text-embedding-3-small', input: 'hi' };
  if (/responses/.test(path)) return { model, input: 'hi' };
  return { model, max_tokens: 99, messages };
}

async function at(slug: string, path: string, body: unknown, key: Record<string, string>) {
  const box = await sandbox();
  return ask(`${gatewayUrl(box)}/${slug}/${path}`, {
    headers: { ...aig(box.token), 'anthropic-version': '2023-06-01', ...key },
    body,
  });
}

test('every provider is here', () => {
  const here = [...Object.keys(NATIVE), ...Object.keys(COMPATIBLE)];
  const elsewhere = ['anthropic', 'google-ai-studio', 'workers-ai'];
  expect([...here, ...elsewhere].sort()).toEqual(PROVIDERS.map(({ slug }) => slug).sort());
});

describe.each(Object.entries(NATIVE))('%s', (slug, { key, works = {}, missing = [], unknown }) => {
  const good = key(builtInKey(slug));

  for (const [path, body] of Object.entries(works))
    test(`${path} works`, async () => {
      const { status, headers } = await at(slug, path, body, good);
      expect([status, headers['cf-aig-sandbox']]).toEqual([slug === 'replicate' ? 201 : 200, undefined]);
    });

  for (const path of missing)
    test(`${path} is not in the sandbox`, async () => {
      const { status, headers } = await at(slug, path, {}, good);
      expect([status, headers['cf-aig-sandbox']]).toEqual([501, 'not-implemented']);
    });

  for (const [path, refusal] of unknown)
    test(`${path} does not exist`, async () => {
      const { status, headers, json } = await at(slug, path, CHAT, good);
      expect([status, headers['cf-aig-sandbox']]).toEqual([refusal, undefined]);
      if (refusal === 200) expect(json.Output.__type).toMatch(/UnknownOperationException$/);
    });

  const [worked] = Object.entries(works);
  if (worked)
    test.each([
      ['another key', key('not-the-key')],
      ['no key', {}],
    ])('refuses %s', async (_, headers) => {
      expect([401, 403]).toContain((await at(slug, worked[0], worked[1], headers)).status);
    });
});

describe.each(Object.entries(COMPATIBLE))('%s', (slug, { has, missing, lacks }) => {
  const good = bearer(builtInKey(slug));

  test.each(has)('has %s', async (path) => {
    expect((await at(slug, path, bodyFor(path), good)).status).toBe(200);
  });

  test.each(missing)('%s is not in the sandbox', async (path) => {
    const { status, headers } = await at(slug, path, {}, good);
    expect([status, headers['cf-aig-sandbox']]).toEqual([501, 'not-implemented']);
  });

  test.each(lacks)('lacks %s', async (path) => {
    const { status, headers } = await at(slug, path, bodyFor(path), good);
    expect([status, headers['cf-aig-sandbox']]).toEqual([404, undefined]);
  });
});

test.each(['aws-bedrock', 'huggingface', 'cohere'])(
  'a path without end takes %s no time',
  async (provider) => {
    const box = await sandbox();
    const endpoint = `bedrock-runtime/us-east-1/model/${'anthropic.'.repeat(200_000)}`;
    const { status } = await ask(gatewayUrl(box), {
      headers: { ...aig(box.token), 'cf-aig-collect-log': 'false' },
      body: [{ provider, endpoint, headers: bearer(builtInKey(provider)), query: CHAT }],
    });
    expect([200, 404]).toContain(status);
  },
);
