import { chatAsk, HELLO, REST, restAsk, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { API_ERROR } from '../asking/shapes.js';

const NOBODY = { model: 'nosuchvendor/some-model', messages: HELLO, max_tokens: 1 };

function refusedToken(ask: Ask): Pick<Experiment, 'ask' | 'expect'> {
  return {
    ask,
    expect: {
      status: 401,
      codes: [10000],
      says: /Authentication error/,
      shape: API_ERROR,
      cause: ask.headers?.authorization ? 'token-lacks-workers-ai' : 'token-missing',
    },
  };
}

function unknownModel(path: string, body: unknown = NOBODY): Experiment {
  return {
    id: `rest-model-unknown-${path.replace(/^.*\//, '')}`,
    question: `Which form has the refusal of an unknown model at /ai/${path}?`,
    source: 'captured for one path; whether others have the provider’s form is not known',
    confidence: 'reported',
    needs: ['workers-ai'],
    ask: restAsk(path, body),
    expect: {
      status: 404,
      codes: [7003],
      says: /^Model not found/,
      shape: API_ERROR,
      cause: 'model-not-in-catalogue',
    },
  };
}

/** Cloudflare's AI REST API. */
export const REST_API: readonly Experiment[] = [
  {
    id: 'rest-token-missing',
    question: 'Is the token checked before the path, with 10000?',
    source: 'captured',
    confidence: 'captured',
    ...refusedToken({
      plane: 'rest',
      path: `${REST}/v1/chat/completions`,
      headers: { 'cf-aig-gateway-id': '{gateway}' },
      body: NOBODY,
    }),
  },
  {
    id: 'rest-token-fake',
    question: 'Does a token that does not exist get 10000?',
    source: 'captured',
    confidence: 'captured',
    ...refusedToken(restAsk('v1/chat/completions', NOBODY, { authorization: 'Bearer {fake-token}' })),
  },
  {
    id: 'rest-token-no-workers-ai',
    question: 'Is a token without Workers AI > Read refused with 10000?',
    source: 'Cloudflare’s docs, AI Gateway, "REST API"',
    confidence: 'documented',
    ...refusedToken(
      restAsk('v1/chat/completions', NOBODY, { authorization: 'Bearer {token:no-workers-ai}' }),
    ),
  },
  {
    id: 'rest-token-malformed',
    question: 'Does a header that is no token get 6003 with 6111?',
    source: 'captured',
    confidence: 'captured',
    ask: restAsk('v1/chat/completions', NOBODY, { authorization: 'Bearer "{fake-token}"' }),
    expect: { status: 400, codes: [6003, 6111], shape: API_ERROR, cause: 'token-malformed' },
  },
  {
    id: 'rest-account-malformed',
    question: 'Does an account ID of the wrong form get 7003 and 7000?',
    source: 'captured',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: { ...restAsk('', NOBODY), path: '/accounts/not-an-account/ai/v1/chat/completions' },
    expect: { status: 404, codes: [7003, 7000], says: /Could not route to/, cause: 'account-not-found' },
  },
  {
    id: 'rest-account-unknown',
    question: 'Does an account that the token does not belong to get 10000?',
    source: 'captured',
    confidence: 'captured',
    ask: { ...restAsk('', NOBODY), path: '/accounts/{no-account}/ai/v1/chat/completions' },
    expect: { status: 401, codes: [10000], cause: 'token-lacks-workers-ai' },
  },
  {
    id: 'rest-path-unknown',
    question: 'Does a path that the API does not have get 7003 and 7000?',
    source: 'captured',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: restAsk('v1/no-such-path', NOBODY),
    expect: { status: 404, codes: [7003, 7000], cause: 'url-not-routed' },
  },
  {
    id: 'rest-models-get',
    question: 'Is GET on /ai/v1/models refused with 7001 as a method?',
    source: 'reports',
    confidence: 'reported',
    needs: ['workers-ai'],
    ask: { ...restAsk('v1/models', undefined), method: 'GET' },
    expect: { status: 405, codes: [7001], says: /GET not supported/, cause: 'method-not-allowed' },
  },
  {
    id: 'rest-gateway-unknown',
    question: 'Does a gateway that does not exist get 2001 in the envelope of the gateway’s host?',
    source: 'captured 2026-10-02, on /ai/websearch/',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: restAsk('v1/chat/completions', NOBODY, { 'cf-aig-gateway-id': '{no-gateway}' }),
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  unknownModel('v1/chat/completions'),
  unknownModel('v1/responses', { model: NOBODY.model, input: 'x', max_output_tokens: 16 }),
  unknownModel('v1/messages'),
  unknownModel('run', { model: NOBODY.model, input: { messages: HELLO, max_tokens: 1 } }),
  {
    id: 'rest-messages-missing',
    question: 'Is the schema checked before anyone pays, with 7003?',
    source: 'captured 2026-10-02',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: restAsk('v1/chat/completions', { model: 'openai/gpt-4o-mini' }),
    expect: {
      status: 400,
      codes: [7003],
      says: /User Input Error.*Required value missing/,
      cause: 'provider-bad-request',
    },
  },
  {
    id: 'rest-dotted-name',
    question: 'Does the catalogue have Anthropic’s models under names with dots?',
    source: 'Cloudflare’s docs, changelog 2026-09-01',
    confidence: 'documented',
    needs: ['workers-ai'],
    ask: restAsk('v1/chat/completions', { model: 'anthropic/claude-haiku-4.5' }),
    expect: { status: 400, codes: [7003], says: /Required value missing/, cause: 'provider-bad-request' },
  },
  {
    id: 'rest-without-anthropic-version',
    question: 'Does /ai/v1/messages not ask for anthropic-version?',
    source: 'Cloudflare’s docs, AI Gateway, "REST API"',
    confidence: 'documented',
    needs: ['workers-ai'],
    ask: restAsk('v1/messages', { model: 'anthropic/claude-haiku-4.5' }),
    expect: { status: 400, codes: [7003], says: /Required value missing/, cause: 'provider-bad-request' },
  },
  {
    id: 'rest-model-retired',
    question: 'Does a model that has left the catalogue get 410 with 7010 and its successor?',
    source: 'captured',
    confidence: 'captured',
    needs: ['workers-ai'],
    ask: restAsk('v1/chat/completions', { ...NOBODY, model: 'anthropic/claude-3-5-sonnet' }),
    expect: { status: 410, codes: [7010], says: /deprecated, use/, cause: 'model-retired' },
  },
  {
    id: 'rest-dynamic-route',
    question: 'Are dynamic routes unknown to the REST API?',
    source: 'Cloudflare’s docs, AI Gateway, "Dynamic routing"',
    confidence: 'documented',
    needs: ['workers-ai'],
    ask: restAsk('v1/chat/completions', { ...NOBODY, model: 'dynamic/cf-aig-no-such-route' }),
    expect: { status: 404, codes: [7003], cause: 'dynamic-route-needs-compat' },
  },
  {
    id: 'auto-router-nothing-allowed',
    question: 'Is an entry of cf-aig-allowed-models that matches nothing refused with 400?',
    source: 'Cloudflare’s docs, AI Gateway, "Auto Router"; the code is not documented',
    confidence: 'documented',
    ask: chatAsk('cloudflare/auto', { ...TOKEN, 'cf-aig-allowed-models': 'nosuchvendor/*' }),
    expect: { status: 400, cause: 'provider-unknown' },
  },
];
