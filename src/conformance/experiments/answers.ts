import { FAKE_KEY, HERE, LOG_ROW, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';

/** OpenAI refuses it, and nobody pays: the cheapest answer of a provider. */
function refusedAsk(headers: Record<string, string> = {}, more: Partial<Ask> = {}): Ask {
  return {
    plane: 'gateway',
    path: `${HERE}/openai/chat/completions`,
    headers: { ...TOKEN, ...FAKE_KEY, ...headers },
    body: { model: 'gpt-4o-mini' },
    empty: true,
    logged: true,
    ...more,
  };
}

/** Headers of the gateway on the answer of a provider, and its row in the log. */
export const ANSWERS: readonly Experiment[] = [
  {
    id: 'log-id-form',
    question: 'Is cf-aig-log-id a UUID of version 7, and cf-aig-request-id the same?',
    source: 'Cloudflare’s docs, changelog 2026-10-08',
    confidence: 'documented',
    ask: refusedAsk(),
    expect: {
      status: 401,
      codes: [],
      headers: {
        'cf-aig-log-id': /^<uuid of version 7>$/,
        'cf-aig-request-id': /^<cf-aig-log-id>$/,
        'cf-aig-event-id': 'present',
        'cf-aig-step': /^0$/,
      },
      cause: 'provider-key-rejected',
    },
  },
  {
    id: 'event-id-echo',
    question: 'Does cf-aig-event-id come back as it was sent?',
    source: 'Cloudflare’s docs, changelog 2026-10-08',
    confidence: 'documented',
    ask: refusedAsk({ 'cf-aig-event-id': 'conformance-{nonce}' }),
    expect: {
      status: 401,
      codes: [],
      headers: { 'cf-aig-event-id': /^conformance-\{nonce\}$/ },
      cause: 'provider-key-rejected',
    },
  },
  {
    id: 'collect-log-false',
    question: 'Is there no cf-aig-log-id when cf-aig-collect-log is false?',
    source: 'no source',
    confidence: 'guess',
    ask: refusedAsk({}, { logged: undefined }),
    expect: {
      status: 401,
      codes: [],
      headers: { 'cf-aig-log-id': 'absent' },
      cause: 'provider-key-rejected',
    },
  },
  {
    id: 'request-timeout',
    question: 'What does a request get whose provider is slower than cf-aig-request-timeout?',
    source: 'no source; 2005 is what a provider without an answer gets',
    confidence: 'guess',
    ask: refusedAsk(
      { 'cf-aig-request-timeout': '1' },
      {
        body: { model: 'slow-500-gpt-4o-mini', messages: [{ role: 'user', content: 'x' }] },
        empty: undefined,
      },
    ),
    expect: { status: 400, codes: [2005], cause: 'provider-failed-masked' },
  },
  {
    id: 'log-row',
    question: 'Is the row found under cf-aig-log-id, with provider, model, status and cost?',
    source: 'captured 2026-10-02',
    confidence: 'captured',
    needs: ['read'],
    before: [refusedAsk()],
    ask: LOG_ROW,
    expect: {
      status: 200,
      shape: [
        'result.id: string',
        'result.provider: string',
        'result.model: string',
        'result.status_code: number',
        'result.success: boolean',
        'result.cost: number',
        'result.created_at: string',
      ],
      cause: null,
    },
  },
];
