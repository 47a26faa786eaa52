import { BOTH, HERE, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { API_ERROR } from '../asking/shapes.js';

function ask(path: string, headers: Record<string, string>, body: unknown = {}): Ask {
  return { plane: 'gateway', path: `${HERE}/workers-ai/${path}`, headers, body };
}

/** Workers AI behind the gateway: its errors come in the envelope of Cloudflare's API. */
export const WORKERS_AI: readonly Experiment[] = [
  {
    id: 'workers-ai-token-fake',
    question: 'Is 10000 on the gateway’s host Workers AI’s own refusal of its token?',
    source: 'captured, anomalyco/opencode#32051',
    confidence: 'captured',
    ask: ask('{model}', { ...TOKEN, authorization: 'Bearer {fake-token}' }),
    expect: { status: 401, codes: [10000], shape: API_ERROR, cause: 'workers-ai-token-rejected' },
  },
  {
    id: 'workers-ai-input',
    question: 'Is a body without input refused with 5006?',
    source: 'captured, searxng/searxng#5035',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: ask('{model}', BOTH),
    expect: {
      status: 400,
      codes: [5006],
      says: /Bad input/,
      shape: API_ERROR,
      cause: 'workers-ai-input-rejected',
    },
  },
  {
    id: 'workers-ai-one-token',
    question: 'Is the token in cf-aig-authorization enough for Workers AI?',
    source: 'the docs send it twice; reports conflict',
    confidence: 'guess',
    needs: ['authenticated', 'workers-ai'],
    ask: ask('{model}', TOKEN),
    expect: { status: 400, codes: [5006], cause: 'workers-ai-input-rejected' },
  },
  {
    id: 'workers-ai-model-unknown',
    question: 'Does an unknown model get 5007 on the native path?',
    source: 'captured',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: ask('@cf/no-such/model', BOTH, { prompt: 'x' }),
    expect: { status: 400, codes: [5007], cause: 'provider-model-not-found' },
  },
  {
    id: 'workers-ai-openai-path',
    question: 'Does an unknown model get 5007 as an AiError on the path in OpenAI’s style?',
    source: 'captured 2026-10-09',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: ask('v1/chat/completions', BOTH, {
      model: '@cf/no-such/model',
      messages: [{ role: 'user', content: 'x' }],
    }),
    expect: {
      status: 400,
      codes: [5007],
      shape: ['internalCode: number'],
      cause: 'provider-model-not-found',
    },
  },
  {
    id: 'workers-ai-run-path',
    question: 'Is there a second path, /workers-ai/run/@cf/…?',
    source: 'one report says that it is required, the docs do not have it',
    confidence: 'guess',
    needs: ['workers-ai'],
    ask: ask('run/{model}', BOTH),
    expect: { status: 400, codes: [5006], cause: 'workers-ai-input-rejected' },
  },
];
