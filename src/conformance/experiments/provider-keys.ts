import type { CauseId } from '../../diagnosis/causes/catalogue.js';
import { FAKE_KEY, HERE, TOKEN } from '../asking/asks.js';
import type { Confidence, Experiment } from '../asking/experiment.js';

interface Refusal {
  provider: string;
  path: string;
  status: number;
  says: RegExp;
  shape: readonly string[];
  confidence: Confidence;
  headers?: Record<string, string>;
  body?: unknown;
  /** Default: provider-key-rejected. */
  cause?: CauseId;
}

/** How providers refuse a key that they never issued. None of these requests costs anything. */
const REFUSALS: readonly Refusal[] = [
  {
    provider: 'openai',
    path: 'chat/completions',
    status: 401,
    says: /Incorrect API key provided/,
    shape: ['error.code: string', 'error.message: string', 'error.type: string'],
    confidence: 'captured',
  },
  {
    provider: 'anthropic',
    path: 'v1/messages',
    status: 401,
    says: /invalid x-api-key/,
    shape: ['type: string', 'error.type: string', 'error.message: string'],
    confidence: 'captured',
    headers: { 'x-api-key': '{fake-key}', 'anthropic-version': '2023-06-01' },
    body: { model: 'claude-haiku-4-5' },
  },
  {
    provider: 'google-ai-studio',
    path: 'v1beta/models/gemini-2.5-flash:generateContent',
    status: 400,
    says: /API key not valid/,
    shape: ['error.code: number', 'error.message: string', 'error.status: string', 'error.details: array'],
    confidence: 'captured',
    headers: { 'x-goog-api-key': '{fake-key}' },
    body: {},
  },
  {
    provider: 'groq',
    path: 'chat/completions',
    status: 401,
    says: /Invalid API Key/,
    shape: ['error.code: string', 'error.message: string', 'error.type: string'],
    confidence: 'guess',
    body: { model: 'llama-3.3-70b-versatile' },
  },
  {
    provider: 'mistral',
    path: 'v1/chat/completions',
    status: 401,
    says: /Unauthorized/,
    shape: [],
    confidence: 'guess',
    body: { model: 'mistral-small-latest' },
  },
  {
    provider: 'deepseek',
    path: 'chat/completions',
    status: 401,
    says: /Authentication Fails/,
    shape: ['error.message: string', 'error.type: string'],
    confidence: 'captured',
    body: { model: 'deepseek-chat' },
  },
  {
    provider: 'openrouter',
    path: 'v1/chat/completions',
    status: 401,
    says: /./,
    shape: ['error.message: string', 'error.code: number'],
    confidence: 'reported',
    body: { model: 'openai/gpt-4o-mini' },
    // Its words are those for no key at all.
    cause: 'provider-key-missing',
  },
  {
    provider: 'grok',
    path: 'v1/chat/completions',
    status: 400,
    says: /Incorrect API key provided/,
    shape: ['code: string', 'error: string'],
    confidence: 'captured',
    body: { model: 'grok-4' },
  },
];

function refusal({ provider, path, status, says, shape, confidence, ...more }: Refusal): Experiment {
  return {
    id: `key-fake-${provider}`,
    question: `Does the refusal of a key by ${provider} come back unchanged, with ids of the gateway?`,
    source: 'the provider’s docs and captures',
    confidence,
    ask: {
      plane: 'gateway',
      path: `${HERE}/${provider}/${path}`,
      headers: { ...TOKEN, ...(more.headers ?? FAKE_KEY) },
      body: more.body ?? { model: 'gpt-4o-mini' },
      empty: true,
      logged: true,
    },
    expect: {
      status,
      codes: [],
      says,
      shape,
      headers: { 'cf-aig-log-id': 'present', 'cf-aig-step': /^0$/ },
      cause: more.cause ?? 'provider-key-rejected',
    },
  };
}

interface Variant {
  id: string;
  question: string;
  source: string;
  confidence: Confidence;
  path: string;
  headers: Record<string, string>;
  model: string;
  status: number;
  says?: RegExp;
  cause: CauseId;
}

const VARIANTS: readonly Variant[] = [
  {
    id: 'openai-path-with-v1',
    question: 'Does /openai/v1/… reach OpenAI as /openai/… does?',
    source: 'Cloudflare’s docs, AI Gateway, "Cloudflare Access"',
    confidence: 'documented',
    path: 'openai/v1/chat/completions',
    headers: FAKE_KEY,
    model: 'gpt-4o-mini',
    status: 401,
    says: /Incorrect API key provided/,
    cause: 'provider-key-rejected',
  },
  {
    id: 'key-placeholder-anthropic',
    question: 'Is a placeholder in x-api-key passed on to Anthropic, stored keys or not?',
    source: 'captured 2026-09-04; an older page says otherwise',
    confidence: 'captured',
    path: 'anthropic/v1/messages',
    headers: { 'x-api-key': 'placeholder', 'anthropic-version': '2023-06-01' },
    model: 'claude-haiku-4-5',
    status: 401,
    says: /invalid x-api-key/,
    cause: 'provider-key-is-placeholder',
  },
  {
    id: 'key-in-wrong-header-anthropic',
    question: 'What does Anthropic say to its key in Authorization?',
    source: 'captured',
    confidence: 'captured',
    path: 'anthropic/v1/messages',
    headers: { ...FAKE_KEY, 'anthropic-version': '2023-06-01' },
    model: 'claude-haiku-4-5',
    status: 401,
    cause: 'provider-key-wrong-header',
  },
];

export const PROVIDER_KEYS: readonly Experiment[] = [
  ...REFUSALS.map(refusal),
  ...VARIANTS.map(
    ({ id, question, source, confidence, path, headers, model, ...expect }): Experiment => ({
      id,
      question,
      source,
      confidence,
      ask: {
        plane: 'gateway',
        path: `${HERE}/${path}`,
        headers: { ...TOKEN, ...headers },
        body: { model },
        empty: true,
      },
      expect: { codes: [], ...expect },
    }),
  ),
];
