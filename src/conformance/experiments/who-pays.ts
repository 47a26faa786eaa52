import { chatAsk, FAKE_KEY, HERE, restAsk, TOKEN } from '../asking/asks.js';
import type { Experiment } from '../asking/experiment.js';
import { CHAT_COMPLETION, GATEWAY_ERROR } from '../asking/shapes.js';

/** Stored keys and Unified Billing. */
export const WHO_PAYS: readonly Experiment[] = [
  {
    id: 'alias-unknown',
    question: 'Does an unknown alias get 2040 with the aliases that there are, before the provider is asked?',
    source: 'captured',
    confidence: 'captured',
    ask: {
      plane: 'gateway',
      path: `${HERE}/{stored-path}`,
      headers: { ...TOKEN, 'cf-aig-byok-alias': 'no-such-alias', 'cf-aig-no-wholesale': 'true' },
      body: {},
      empty: true,
    },
    expect: {
      status: 400,
      codes: [2040],
      says: /no BYOK credential named 'no-such-alias'\. Configured aliases/,
      shape: GATEWAY_ERROR,
      cause: 'byok-alias-unknown',
    },
  },
  {
    id: 'alias-without-stored-keys',
    question: 'Is an alias ignored for a provider without stored keys?',
    source: 'captured',
    confidence: 'captured',
    ask: {
      plane: 'gateway',
      path: `${HERE}/perplexity-ai/chat/completions`,
      headers: { ...TOKEN, ...FAKE_KEY, 'cf-aig-byok-alias': 'no-such-alias' },
      body: { model: 'sonar' },
      empty: true,
    },
    expect: { status: 401, codes: [], cause: 'provider-key-rejected' },
  },
  {
    id: 'credentials-required',
    question: 'Which code has the refusal to pay when cf-aig-no-wholesale forbids it?',
    source:
      'the status is documented; 2044 was captured for a custom provider, 2021 is in a test of another tool',
    confidence: 'guess',
    ask: {
      plane: 'gateway',
      path: `${HERE}/perplexity-ai/chat/completions`,
      headers: { ...TOKEN, 'cf-aig-no-wholesale': 'true' },
      body: { model: 'sonar' },
      empty: true,
    },
    expect: { status: 400, codes: [2044], shape: GATEWAY_ERROR, cause: 'stored-keys-required' },
  },
  {
    id: 'billing-pays',
    question: 'Does Unified Billing pay for a model that it knows, without any key?',
    source: 'Cloudflare’s docs, AI Gateway, "Unified Billing"',
    confidence: 'documented',
    needs: ['authenticated', 'credits'],
    costUsd: 0.001,
    ask: chatAsk('{billed-model}', TOKEN),
    expect: { status: 200, shape: CHAT_COMPLETION, cause: null },
  },
  {
    id: 'billing-pays-responses',
    question: 'Does Unified Billing pay for /ai/v1/responses too?',
    source: 'cloudflare/ai#548: 402 although there were credits',
    confidence: 'reported',
    needs: ['workers-ai', 'credits'],
    costUsd: 0.001,
    ask: restAsk('v1/responses', {
      model: '{billed-model}',
      input: 'Say OK. {nonce}',
      max_output_tokens: 16,
    }),
    expect: { status: 200, shape: ['id: string', 'output: array'], cause: null },
  },
  {
    id: 'key-empty',
    question: 'Is an empty x-api-key beside the token none, so that Cloudflare’s credentials are used?',
    source: 'Cloudflare’s docs, AI Gateway, "opencode"',
    confidence: 'documented',
    needs: ['authenticated', 'credits'],
    ask: {
      plane: 'gateway',
      path: `${HERE}/anthropic/v1/messages`,
      headers: { ...TOKEN, 'x-api-key': '', 'anthropic-version': '2023-06-01' },
      body: { model: 'claude-haiku-4-5', max_tokens: 1 },
      empty: true,
    },
    expect: { status: 400, codes: [], says: /messages/, cause: null },
  },
];
