import { BOTH, chatAsk, FAKE_KEY, HELLO, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { GATEWAY_ERROR } from '../asking/shapes.js';

/** The number with which payment services are tested. */
const CARD = 'My card is 4111 1111 1111 1111.';
const THREAT = 'I hate you and I will hurt you.';

function saying(content: string, root: string): Ask {
  return {
    ...chatAsk('workers-ai/{model}', BOTH, root),
    body: { model: 'workers-ai/{model}', messages: [{ role: 'user', content }], max_tokens: 1 },
  };
}

/** Rules that the user has set on another gateway. */
export const POLICIES: readonly Experiment[] = [
  {
    id: 'dlp-request',
    question: 'Which status has a request that DLP blocks, and does cf-aig-dlp say why?',
    source: 'Cloudflare’s docs, AI Gateway, "DLP", have code and header; the status is from one note',
    confidence: 'reported',
    costUsd: 0.0001,
    ask: saying(CARD, '/v1/{account}/{gateway:dlp}'),
    expect: {
      status: 400,
      codes: [2029],
      says: /blocked due to DLP/,
      headers: { 'cf-aig-dlp': 'present' },
      shape: GATEWAY_ERROR,
      cause: 'dlp-request',
    },
  },
  {
    id: 'guardrails-prompt',
    question: 'Does Guardrails block a prompt with 424 and 2016?',
    source: 'Cloudflare’s docs, AI Gateway, "Guardrails"',
    confidence: 'documented',
    costUsd: 0.001,
    ask: saying(THREAT, '/v1/{account}/{gateway:guardrails}'),
    expect: {
      status: 424,
      codes: [2016],
      says: /Prompt blocked/,
      shape: GATEWAY_ERROR,
      cause: 'guardrails-prompt',
    },
  },
  {
    id: 'spend-limit',
    question: 'Is the code of a spend limit that is reached 2045 (not 2041)?',
    source: 'captured 2026-10-02; 2041 was captured in 2026-09',
    confidence: 'captured',
    costUsd: 0.0001,
    ask: chatAsk('workers-ai/{model}', BOTH, '/v1/{account}/{gateway:spend-limit}'),
    expect: {
      status: 429,
      codes: [2045],
      says: /^Spend limit exceeded/,
      headers: { 'retry-after': 'absent' },
      shape: GATEWAY_ERROR,
      cause: 'spend-limit',
    },
  },
  {
    id: 'spend-limit-unpriced',
    question: 'Does a spend limit stop models without a price, with 403 and 2040?',
    source: 'captured, models.dev#4715',
    confidence: 'captured',
    ask: {
      plane: 'gateway',
      path: '/v1/{account}/{gateway:spend-limit}/openrouter/v1/chat/completions',
      headers: { ...TOKEN, ...FAKE_KEY },
      body: { model: 'no-such/model', messages: HELLO, max_tokens: 1 },
    },
    expect: {
      status: 403,
      codes: [2040],
      says: /could not be resolved for spend-limit enforcement/,
      shape: GATEWAY_ERROR,
      cause: 'spend-limit-unpriced-model',
    },
  },
];
