import { HERE, junkAsk, TOKEN } from '../asking/asks.js';
import type { Experiment } from '../asking/experiment.js';
import { GATEWAY_ERROR } from '../asking/shapes.js';

const NO_GATEWAY = '/v1/{account}/{no-gateway}';
const NO_ACCOUNT = '/v1/{no-account}/{gateway}';
const FAKE_TOKEN = { 'cf-aig-authorization': 'Bearer {fake-token}' };

/** What the gateway's host makes of addresses. */
export const ADDRESSES: readonly Experiment[] = [
  {
    id: 'provider-unknown',
    question: 'Is a provider that does not exist refused with 2008 when all else is right?',
    source: 'captured 2026-10-09',
    confidence: 'captured',
    ask: junkAsk(TOKEN),
    expect: { status: 400, codes: [2008], says: /^Invalid provider/, shape: GATEWAY_ERROR, cause: null },
  },
  {
    id: 'provider-missing',
    question: 'Is the next part read as a provider when /compat is missing?',
    source: 'issue reports',
    confidence: 'reported',
    ask: { plane: 'gateway', path: `${HERE}/chat/completions`, headers: TOKEN, body: {} },
    expect: { status: 400, codes: [2008], says: /^Invalid provider/, cause: 'provider-unknown' },
  },
  {
    id: 'gateway-unknown',
    question: 'Does a valid token get 2001 for a gateway that does not exist?',
    source: 'captured 2026-10-09',
    confidence: 'captured',
    ask: junkAsk(TOKEN, NO_GATEWAY),
    expect: {
      status: 400,
      codes: [2001],
      says: /configure AI Gateway/,
      headers: { 'cf-aig-log-id': 'absent' },
      shape: GATEWAY_ERROR,
      cause: 'gateway-not-found',
    },
  },
  {
    id: 'gateway-unknown-no-token',
    question: 'Is the gateway looked up before a missing token is noticed?',
    source: 'captured',
    confidence: 'captured',
    ask: junkAsk({}, NO_GATEWAY),
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  {
    id: 'gateway-unknown-fake-token',
    question: 'Is an invalid token refused before the gateway is looked up?',
    source: 'one report; whether the gateway existed is not certain',
    confidence: 'reported',
    ask: junkAsk(FAKE_TOKEN, NO_GATEWAY),
    expect: { status: 401, codes: [2009], cause: 'token-rejected' },
  },
  {
    id: 'account-unknown',
    question: 'Does a valid token get 2009 for an account that does not exist?',
    source: 'captured for the account of someone else only',
    confidence: 'guess',
    ask: junkAsk(TOKEN, NO_ACCOUNT),
    expect: { status: 401, codes: [2009], cause: 'token-rejected' },
  },
  {
    id: 'account-unknown-no-token',
    question: 'Does an account that does not exist get 2001 without a token?',
    source: 'no source',
    confidence: 'guess',
    ask: junkAsk({}, NO_ACCOUNT),
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  {
    id: 'account-unknown-fake-token',
    question: 'Does an account that does not exist get 2009 with an invalid token?',
    source: 'no source',
    confidence: 'guess',
    ask: junkAsk(FAKE_TOKEN, NO_ACCOUNT),
    expect: { status: 401, codes: [2009], cause: 'token-rejected' },
  },
  {
    id: 'account-malformed',
    question: 'Is there an error of its own for an account ID of the wrong form?',
    source: 'no source shows one',
    confidence: 'guess',
    ask: junkAsk({}, '/v1/not-an-account/{gateway}'),
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  {
    id: 'path-truncated',
    question: 'Are account and gateway read out of /v1/chat/completions?',
    source: 'danny-avila/LibreChat#5596',
    confidence: 'captured',
    ask: { plane: 'gateway', path: '/v1/chat/completions', body: {} },
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  {
    id: 'gateway-missing',
    question: 'Is "ai" read as the gateway when the path is that of the REST API?',
    source: 'captured',
    confidence: 'captured',
    ask: { plane: 'gateway', path: '/v1/{account}/ai/run/{model}', headers: TOKEN, body: {} },
    expect: { status: 400, codes: [2001], cause: 'gateway-not-found' },
  },
  {
    id: 'host-path-unknown',
    question: 'Is a path outside of /v1 a 404 of the host?',
    source: 'one report, without the body',
    confidence: 'reported',
    ask: { plane: 'gateway', method: 'GET', path: '/api/hello' },
    expect: { status: 404, codes: [], cause: 'url-not-routed' },
  },
  {
    id: 'root-get',
    question: 'What does GET on the root of the gateway get?',
    source: 'no source',
    confidence: 'guess',
    ask: { plane: 'gateway', method: 'GET', path: HERE, headers: TOKEN },
    expect: { status: 400, codes: [2008], cause: 'provider-unknown' },
  },
  {
    id: 'openai-path-unknown',
    question: 'Does a path that OpenAI does not have get OpenAI’s own 404?',
    source: 'captured, chatboxai/chatbox#1152',
    confidence: 'captured',
    ask: {
      plane: 'gateway',
      path: `${HERE}/openai/v1/v1/chat/completions`,
      headers: { ...TOKEN, authorization: 'Bearer {fake-key}' },
      body: {},
    },
    expect: { status: 404, codes: [], says: /Invalid URL/, cause: 'provider-path-wrong' },
  },
];
