import { API_TOKEN, BOTH, chatAsk, FAKE_KEY, GATEWAYS, junkAsk, TOKEN } from '../asking/asks.js';
import type { Ask, Experiment } from '../asking/experiment.js';
import { API_ERROR, GATEWAY_ERROR } from '../asking/shapes.js';

const OWN = '/v1/{account}/{own}';
const PLAIN = {
  authentication: true,
  cache_invalidate_on_update: false,
  cache_ttl: 0,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
  rate_limiting_technique: 'fixed',
};
/** Milliseconds until new settings hold everywhere. */
const SETTLE_MS = 5_000;
/** Seconds. */
const INTERVAL = 10;

function set(settings: Record<string, unknown>): Ask {
  return {
    plane: 'management',
    method: 'PUT',
    path: `${GATEWAYS}/{own}`,
    headers: API_TOKEN,
    body: { ...PLAIN, ...settings },
  };
}

function create(body: Record<string, unknown>): Ask {
  return { plane: 'management', path: GATEWAYS, headers: API_TOKEN, body };
}

/** OpenAI refuses the key: it counts, and costs nothing. */
function counted(more: Partial<Ask> = {}): Ask {
  return {
    plane: 'gateway',
    path: `${OWN}/openai/chat/completions`,
    headers: { ...TOKEN, ...FAKE_KEY },
    body: { model: 'gpt-4o-mini' },
    empty: true,
    logged: true,
    ...more,
  };
}

const NO_SOURCE = { source: 'no source', confidence: 'guess' } as const;
const DOCS = { confidence: 'documented' } as const;

/** What needs other settings: on a gateway that exists for the run only. */
export const OWN_GATEWAY: readonly Experiment[] = [
  {
    id: 'gateway-id-taken',
    question: 'Which status and code has a second gateway of the same name?',
    ...NO_SOURCE,
    ask: create({ id: '{own}', ...PLAIN }),
    expect: { status: 409, codes: [7001], shape: API_ERROR, cause: 'gateway-request-refused' },
  },
  {
    id: 'gateway-value-invalid',
    question: 'Is an invalid value refused with 7001, and its place named?',
    source: 'Cloudflare’s API reference',
    ...DOCS,
    // The name is taken: even if it were accepted, there would be no gateway more.
    ask: create({ id: '{own}', ...PLAIN, cache_ttl: 'soon' }),
    expect: {
      status: 400,
      codes: [7001],
      shape: [...API_ERROR, 'errors[].path: array'],
      cause: 'gateway-request-refused',
    },
  },
  {
    id: 'rate-limit',
    question: 'Does the gateway’s own limit give 429 with 2003, without Retry-After?',
    source: 'captured 2026-10-02',
    confidence: 'captured',
    before: [
      set({ rate_limiting_limit: 1, rate_limiting_interval: INTERVAL }),
      counted({ afterMs: SETTLE_MS }),
    ],
    ask: counted({ times: 2 }),
    expect: {
      status: 429,
      codes: [2003],
      says: /^Rate limited/,
      headers: { 'retry-after': 'absent', 'cf-aig-step': /^0$/ },
      shape: GATEWAY_ERROR,
      cause: 'rate-limited',
    },
  },
  {
    id: 'rate-limit-seconds',
    question: 'Is rate_limiting_interval in seconds: free again after that many?',
    source: 'use, not the API reference',
    confidence: 'reported',
    before: [
      set({ rate_limiting_limit: 1, rate_limiting_interval: INTERVAL }),
      counted({ afterMs: SETTLE_MS, times: 2 }),
    ],
    ask: counted({ afterMs: (INTERVAL + 1) * 1000 }),
    expect: { status: 401, codes: [], cause: 'provider-key-rejected' },
  },
  {
    id: 'provider-keys-required',
    question: 'Which code has the refusal of byok_only?',
    source: 'Cloudflare’s docs, changelog 2026-09-14, has the status; the code is not documented',
    confidence: 'guess',
    before: [set({ byok_only: true })],
    ask: { ...counted({ afterMs: SETTLE_MS }), headers: TOKEN },
    expect: { status: 400, codes: [2044], shape: GATEWAY_ERROR, cause: 'stored-keys-required' },
  },
  {
    id: 'open-no-token',
    question: 'Does a gateway without authentication want no token?',
    source: 'Cloudflare’s docs, AI Gateway, "Authenticated Gateway"',
    ...DOCS,
    before: [set({ authentication: false })],
    ask: { ...junkAsk({}, OWN), afterMs: SETTLE_MS },
    expect: { status: 400, codes: [2008], cause: null },
  },
  {
    id: 'open-fake-token',
    question: 'Does a gateway without authentication ignore a token that does not exist?',
    source: 'no source: the docs say that any passes',
    confidence: 'guess',
    before: [set({ authentication: false })],
    ask: {
      ...junkAsk({ 'cf-aig-authorization': 'Bearer {fake-token}' }, OWN),
      afterMs: SETTLE_MS,
    },
    expect: { status: 400, codes: [2008], cause: null },
  },
  {
    id: 'logs-off',
    question: 'Is there no cf-aig-log-id when the gateway keeps no logs?',
    ...NO_SOURCE,
    before: [set({ collect_logs: false })],
    ask: counted({ afterMs: SETTLE_MS }),
    expect: {
      status: 401,
      codes: [],
      headers: { 'cf-aig-log-id': 'absent', 'cf-aig-request-id': 'present' },
      cause: 'provider-key-rejected',
    },
  },
  {
    id: 'cache-off',
    question: 'Is nothing cached with cache_ttl 0, for Workers AI either?',
    source: 'one report saw hits',
    confidence: 'reported',
    needs: ['workers-ai'],
    costUsd: 0.0002,
    before: [set({}), { ...chatAsk('workers-ai/{model}', BOTH, OWN), afterMs: SETTLE_MS, logged: true }],
    ask: { ...chatAsk('workers-ai/{model}', BOTH, OWN), logged: true },
    expect: { status: 200, headers: { 'cf-aig-cache-status': /^MISS$/ }, cause: null },
  },
  {
    id: 'cache-on',
    question: 'Does cache_ttl of the gateway make the second answer a HIT?',
    source: 'Cloudflare’s docs, AI Gateway, "Caching"',
    ...DOCS,
    needs: ['workers-ai'],
    costUsd: 0.0001,
    before: [
      set({ cache_ttl: 60 }),
      { ...chatAsk('workers-ai/{model}', BOTH, OWN), afterMs: SETTLE_MS, logged: true },
    ],
    ask: { ...chatAsk('workers-ai/{model}', BOTH, OWN), logged: true, afterMs: 1_000 },
    expect: { status: 200, headers: { 'cf-aig-cache-status': /^HIT$/ }, cause: null },
  },
];
