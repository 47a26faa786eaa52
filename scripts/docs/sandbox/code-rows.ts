import type { Row } from './row.js';

const scenario = (name: string) => `scenario \`${name}\``;

/** The gateway's own errors: code and HTTP status. */
export const GATEWAY_CODES: readonly Row[] = [
  { name: '2001 (400)', what: 'no such gateway', has: 'yes', note: 'a gateway that is not in the config' },
  {
    name: '2002 (400)',
    what: 'the model’s output could not be read',
    has: 'yes',
    note: scenario('provider-output-unreadable'),
  },
  { name: '2003 (429)', what: 'rate limit', has: 'yes', note: '`rateLimitingLimit`' },
  {
    name: '2005 (400)',
    what: 'no answer from the provider',
    has: 'yes',
    note: 'a timeout; a dynamic route that is unknown or has no answer',
  },
  { name: '2008 (400)', what: 'unknown provider or prefix', has: 'yes' },
  { name: '2009 (401)', what: 'no token, or an invalid one', has: 'yes' },
  {
    name: '2009 (401), `/ai/run`',
    what: 'the provider rejected its stored key',
    has: 'yes',
    note: 'with Unified Billing 503, where code and text are a guess',
  },
  { name: '2016 (424)', what: 'Guardrails, prompt', has: 'yes', note: '`guardrails.request`' },
  { name: '2017 (424)', what: 'Guardrails, answer', has: 'yes', note: '`guardrails.response`' },
  {
    name: '2018 (429)',
    what: 'rate limit of Unified Billing',
    has: 'yes',
    note: scenario('wholesale-rate-limited'),
  },
  { name: '2019 (400)', what: '`/compat` cannot tell the model', has: 'yes', note: 'a model without prefix' },
  { name: '2021 (402)', what: 'no credits', has: 'yes', note: '`credits: 0` of the account' },
  { name: '2029 (400)', what: 'DLP, request', has: 'yes', note: '`dlp.request`' },
  { name: '2030 (400)', what: 'DLP, answer', has: 'yes', note: '`dlp.response`' },
  {
    name: '2040 (400)',
    what: 'unknown alias of a stored key',
    has: 'yes',
    note: '`cf-aig-byok-alias`, for a provider with stored keys',
  },
  {
    name: '2040 (403)',
    what: 'no price for a spend limit',
    has: 'yes',
    note: '`spendLimits` with grok, openrouter, Google or a custom provider; that a filter does not help is a guess',
  },
  {
    name: '2041 (429)',
    what: 'spend limit, as it was until September 2026',
    has: 'yes',
    note: scenario('spend-limit-2041'),
  },
  {
    name: '2044 (400)',
    what: 'the gateway wants provider keys',
    has: 'yes',
    note: '`byokOnly`; a custom provider’s key that is stored with `custom-`; the text is a guess',
  },
  {
    name: '2045 (429)',
    what: 'spend limit',
    has: 'yes',
    note: '`spendLimits`; that requests without a key of `metadata` share a budget is a guess',
  },
  {
    name: '2047 (401)',
    what: 'the provider rejected the supplied key',
    has: 'yes',
    note: scenario('stored-key-rejected-2047'),
  },
  {
    name: '2049 (402)',
    what: 'no credits, AI REST API',
    has: 'yes',
    note: `${scenario('credits-exhausted-2049')}; seen once only`,
  },
  {
    name: '7013 (503)',
    what: 'Guardrails cannot scan',
    has: 'yes',
    note: scenario('guardrails-unavailable'),
  },
  { name: 'none (403)', what: 'a policy refuses', has: 'yes', note: scenario('policy-denied') },
  { name: 'none (429)', what: 'the budget of a policy', has: 'yes', note: scenario('spend-limit-policy') },
];

/** api.cloudflare.com, both the AI REST API and management. */
export const API_CODES: readonly Row[] = [
  { name: '10000 (401)', what: 'token unknown, or without the permission', has: 'yes' },
  { name: '9109 (403)', what: 'not a resource of this token', has: 'yes' },
  {
    name: '9106 (400)',
    what: 'no credentials',
    has: 'yes',
    note: 'where any token will do; elsewhere 10000',
  },
  { name: '6003 (400)', what: 'malformed Authorization', has: 'yes', note: 'with 6111 in its chain' },
  { name: '1000 (401)', what: 'an invalid token, at the verify endpoints', has: 'yes' },
  { name: '7000, 7003 (404)', what: 'no such route', has: 'yes' },
  { name: '7001 (400)', what: 'a wrong body or query', has: 'yes', note: 'with the path of the field' },
  { name: '7000 (500)', what: 'multipart with `cf-aig-gateway-id`', has: 'yes', note: 'AI REST API' },
  {
    name: '7001 (405)',
    what: 'not for this method',
    has: 'yes',
    note: 'AI REST API; seen for `GET /ai/v1/models`, elsewhere a guess',
  },
  { name: '7002 (404)', what: 'not found', has: 'yes' },
  { name: '7003 (404)', what: 'no such model in the catalogue', has: 'yes', note: 'AI REST API' },
  { name: '7003 (400)', what: 'the model’s schema', has: 'yes', note: 'AI REST API' },
  { name: '7009 (500)', what: 'Workers AI fails', has: 'yes', note: 'model `@cf/fail-outage`' },
  { name: '7010 (410)', what: 'model retired', has: 'yes', note: 'openai/gpt-4 for example' },
  { name: '971 (429)', what: 'too many requests', has: 'yes', note: scenario('management-rate-limited') },
  { name: '1003 (400)', what: 'malformed zone id', has: 'no', note: 'not seen on AI Gateway' },
];
