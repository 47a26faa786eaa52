import {
  API_TOKEN,
  BOTH,
  chatAsk,
  HELLO,
  HERE,
  JUNK_STEP,
  LOG_ROW,
  REST,
  restAsk,
  TOKEN,
} from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { CHAT_COMPLETION } from '../asking/shapes.js';

/** US dollars for one token out of the smallest model, generously. */
const ONE = 0.0001;
const MODEL = 'workers-ai/{model}';

function chat(headers: Record<string, string> = {}, body: Record<string, unknown> = {}): Ask {
  const ask = chatAsk(MODEL, { ...BOTH, ...headers });
  return { ...ask, logged: true, body: { ...(ask.body as object), ...body } };
}

/** With max_tokens 1, to the smallest model of Workers AI. */
const COMPLETIONS_AT_COST: readonly Omit<Experiment, 'costUsd'>[] = [
  {
    id: 'chat-workers-ai',
    question: 'Does a completion come with ids of the gateway and its place in the cache?',
    source: 'Cloudflare’s docs, AI Gateway; captured 2026-10-02',
    confidence: 'captured',
    ask: chat({ 'cf-aig-skip-cache': 'true' }),
    expect: {
      status: 200,
      shape: CHAT_COMPLETION,
      headers: {
        'cf-aig-log-id': 'present',
        'cf-aig-request-id': 'present',
        'cf-aig-event-id': 'present',
        'cf-aig-step': /^0$/,
        'cf-aig-cache-status': /^MISS$/,
      },
      cause: null,
    },
  },
  {
    id: 'chat-bare-cf',
    question: 'Is a model id that begins with @cf/ answered without the prefix workers-ai/?',
    source: 'captured 2026-10-09; refused on 2026-07-31',
    confidence: 'captured',
    ask: { ...chatAsk('{model}', BOTH), logged: true },
    expect: { status: 200, shape: CHAT_COMPLETION, cause: null },
  },
  {
    id: 'chat-stream',
    question: 'Does a stream have cf-aig-log-id from its first byte?',
    source: 'captured',
    confidence: 'captured',
    ask: chat({ accept: 'text/event-stream' }, { stream: true }),
    expect: {
      status: 200,
      headers: { 'content-type': /^text\/event-stream/, 'cf-aig-log-id': 'present' },
      cause: null,
    },
  },
  {
    id: 'cache-hit',
    question: 'Does cf-aig-cache-ttl make the second answer a HIT?',
    source: 'Cloudflare’s docs, AI Gateway, "Caching"',
    confidence: 'documented',
    before: [chat({ 'cf-aig-cache-ttl': '60', 'cf-aig-cache-key': 'conformance-{nonce}' })],
    ask: {
      ...chat({ 'cf-aig-cache-ttl': '60', 'cf-aig-cache-key': 'conformance-{nonce}' }),
      afterMs: 1_000,
    },
    expect: { status: 200, headers: { 'cf-aig-cache-status': /^HIT$/ }, cause: null },
  },
  {
    id: 'cache-skip',
    question: 'Is the status MISS, and not BYPASS, when the cache is skipped?',
    source: 'captured',
    confidence: 'captured',
    before: [chat({ 'cf-aig-cache-ttl': '60', 'cf-aig-cache-key': 'conformance-skip-{nonce}' })],
    ask: {
      ...chat({
        'cf-aig-cache-ttl': '60',
        'cf-aig-cache-key': 'conformance-skip-{nonce}',
        'cf-aig-skip-cache': 'true',
      }),
      afterMs: 1_000,
    },
    expect: { status: 200, headers: { 'cf-aig-cache-status': /^MISS$/ }, cause: null },
  },
  {
    id: 'universal-completion',
    question: 'Does the universal endpoint answer a list, with the step that answered?',
    source: 'Cloudflare’s docs, AI Gateway, "Universal endpoint"',
    confidence: 'documented',
    ask: {
      plane: 'gateway',
      path: HERE,
      headers: TOKEN,
      body: [
        JUNK_STEP,
        {
          provider: 'workers-ai',
          endpoint: '{model}',
          headers: API_TOKEN,
          query: { messages: HELLO, max_tokens: 1 },
        },
      ],
      logged: true,
    },
    expect: { status: 200, headers: { 'cf-aig-step': /^1$/ }, cause: null },
  },
  {
    id: 'rest-with-gateway',
    question: 'Is a call of the REST API with cf-aig-gateway-id a call of the gateway?',
    source: 'Cloudflare’s docs, AI Gateway, "REST API"',
    confidence: 'documented',
    ask: {
      ...restAsk('v1/chat/completions', { model: '{model}', messages: HELLO, max_tokens: 1 }),
      logged: true,
    },
    expect: {
      status: 200,
      shape: CHAT_COMPLETION,
      headers: { 'cf-aig-log-id': 'present', 'cf-aig-cache-status': 'present' },
      cause: null,
    },
  },
  {
    id: 'rest-without-gateway',
    question: 'Is the same call without the header none of the gateway?',
    source: 'Cloudflare’s docs, AI Gateway, "REST API"; inferred',
    confidence: 'reported',
    ask: {
      plane: 'rest',
      path: `${REST}/v1/chat/completions`,
      headers: API_TOKEN,
      body: { model: '{model}', messages: HELLO, max_tokens: 1 },
      logged: true,
    },
    expect: {
      status: 200,
      shape: CHAT_COMPLETION,
      headers: { 'cf-aig-log-id': 'absent', 'cf-aig-cache-status': 'absent' },
      cause: null,
    },
  },
  {
    id: 'rest-run',
    question: 'Is the answer of /ai/run in the envelope of Cloudflare’s API?',
    source: 'Cloudflare’s docs, Workers AI, "REST API"',
    confidence: 'documented',
    ask: { ...restAsk('run/{model}', { messages: HELLO, max_tokens: 1 }), logged: true },
    expect: { status: 200, shape: ['success: boolean', 'result: object'], cause: null },
  },
  {
    id: 'log-tokens',
    question: 'Does the row of a completion have tokens and cost?',
    source: 'captured 2026-10-02',
    confidence: 'captured',
    before: [chat()],
    ask: LOG_ROW,
    expect: {
      status: 200,
      shape: [
        'result.tokens_in: number',
        'result.tokens_out: number',
        'result.cost: number',
        'result.cached: boolean',
      ],
      cause: null,
    },
  },
];

export const COMPLETIONS: readonly Experiment[] = COMPLETIONS_AT_COST.map((experiment) => ({
  ...experiment,
  needs: ['workers-ai', ...(experiment.id === 'log-tokens' ? (['read'] as const) : [])],
  costUsd: ONE * (1 + (experiment.before?.length ?? 0)),
}));
