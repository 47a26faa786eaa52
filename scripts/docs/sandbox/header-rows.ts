import { IGNORED_HEADERS } from '../../../src/sandbox/http/ignored-headers.js';
import type { Row } from './row.js';

/** Source: Cloudflare's docs, AI Gateway, "Header glossary". */
export const REQUEST_HEADERS: readonly Row[] = [
  { name: 'cf-aig-authorization', what: 'the gateway token', has: 'yes' },
  {
    name: 'cf-aig-gateway-id',
    what: 'the gateway, on the AI REST API',
    has: 'yes',
    note: 'without it `default`; for `@cf/` models no gateway at all',
  },
  { name: 'cf-aig-byok-alias', what: 'which stored key', has: 'yes', note: 'on `/compat` ignored' },
  { name: 'cf-aig-no-wholesale', what: 'never Unified Billing', has: 'yes' },
  { name: 'cf-aig-skip-cache', what: 'do not read the cache', has: 'yes' },
  {
    name: 'cf-aig-cache-ttl',
    what: 'seconds in the cache',
    has: 'yes',
    note: 'less than 60 is 60; 0: not kept',
  },
  { name: 'cf-aig-cache-key', what: 'a custom key', has: 'yes' },
  { name: 'cf-aig-metadata', what: 'up to five plain values', has: 'yes' },
  { name: 'cf-aig-collect-log', what: 'log or not', has: 'yes' },
  { name: 'cf-aig-collect-log-payload', what: 'keep bodies or not', has: 'yes' },
  {
    name: 'cf-aig-custom-cost',
    what: 'price of tokens, those of the provider’s prompt cache too, or of all',
    has: 'yes',
  },
  {
    name: 'cf-aig-request-timeout',
    what: 'milliseconds to the first byte',
    has: 'yes',
    note: 'then 2005: Cloudflare’s own answer is not documented',
  },
  { name: 'cf-aig-max-attempts', what: 'tries, 1 to 5', has: 'yes', note: '408, 429, 5xx and no answer' },
  { name: 'cf-aig-retry-delay', what: 'milliseconds between tries', has: 'yes' },
  { name: 'cf-aig-backoff', what: 'constant, linear or exponential', has: 'yes' },
  { name: 'cf-aig-event-id', what: 'a custom id', has: 'yes' },
  { name: 'cf-aig-allowed-models', what: 'what Auto Router may choose', has: 'yes' },
  { name: 'cf-aig-allowed-providers', what: 'the same, by provider', has: 'yes' },
  { name: 'cf-aig-session-id', what: 'a session, in which Auto Router keeps its choice', has: 'yes' },
  { name: 'cf-aig-turn-id', what: 'a turn of it', has: 'yes' },
  { name: 'cf-aig-no-session-affinity', what: 'choose for each request', has: 'yes' },
  { name: 'cf-cache-ttl', what: 'the old name of cf-aig-cache-ttl', has: 'yes' },
  { name: 'cf-skip-cache', what: 'the old name of cf-aig-skip-cache', has: 'yes' },
  ...IGNORED_HEADERS.map(({ name, what }) => ({ name, what, has: 'no' }) as const),
];

export const RESPONSE_HEADERS: readonly Row[] = [
  {
    name: 'cf-aig-sandbox',
    what: 'what the sandbox does not have, or ignored',
    has: 'yes',
    note: 'the sandbox’s own; Cloudflare never sends it',
  },
  {
    name: 'cf-aig-log-id',
    what: 'id of the row in the logs',
    has: 'yes',
    note: 'UUIDv7, as since October 2026',
  },
  { name: 'cf-aig-request-id', what: 'id of the request', has: 'yes' },
  { name: 'cf-aig-event-id', what: 'id of the event', has: 'yes' },
  { name: 'cf-aig-step', what: 'which provider answered, from 0', has: 'yes' },
  { name: 'cf-aig-cache-status', what: '`HIT` or `MISS`', has: 'yes' },
  { name: 'cf-aig-model', what: 'the model of a dynamic route', has: 'yes' },
  { name: 'cf-aig-provider', what: 'the provider of a dynamic route', has: 'yes' },
  { name: 'cf-aig-dlp', what: 'what DLP found', has: 'yes' },
  { name: 'cf-aig-routed-model', what: 'the model that Auto Router chose', has: 'yes' },
  {
    name: 'cf-aig-routing-reason',
    what: 'why',
    has: 'partly',
    note: 'five of eight: the router itself never fails',
  },
  { name: 'cf-aig-routing-decision-id', what: 'id of the choice', has: 'yes' },
  { name: 'cf-ray', what: 'Cloudflare’s edge was there', has: 'yes' },
  { name: 'cf-aig-run-id', what: 'a stream to resume (Workers only)', has: 'no' },
  { name: 'payment-required', what: 'x402', has: 'no' },
];
