interface Doubt {
  doubt: string;
  /** The experiments that ask. */
  tried?: readonly string[];
  /** Why none does. */
  why?: string;
}

/** What no source settles about Cloudflare AI Gateway. */
export const DOUBTS: readonly Doubt[] = [
  { doubt: 'the answer when cf-aig-request-timeout has passed', tried: ['request-timeout'] },
  {
    doubt: 'the code of the refusal of byok_only',
    tried: ['provider-keys-required', 'credentials-required'],
  },
  { doubt: 'the status of DLP, request', tried: ['dlp-request'] },
  { doubt: 'the status of DLP, response', why: 'a model would have to be brought to say what DLP looks for' },
  { doubt: 'the answer to a gateway id that is taken', tried: ['gateway-id-taken'] },
  { doubt: 'GET on the root of the gateway', tried: ['root-get'] },
  { doubt: 'a malformed list on the universal endpoint', tried: ['universal-not-json', 'universal-empty'] },
  { doubt: 'codes that nobody has seen (2004, 2006, …)', why: 'nothing is known that would provoke them' },
  {
    doubt: 'what is checked first: the token or the gateway',
    tried: ['gateway-unknown', 'gateway-unknown-no-token', 'gateway-unknown-fake-token'],
  },
  {
    doubt: 'an account that does not exist',
    tried: ['account-unknown', 'account-unknown-no-token', 'account-unknown-fake-token', 'account-malformed'],
  },
  {
    doubt: 'the token in Authorization alone, on each path',
    tried: ['token-in-authorization', 'token-in-authorization-anthropic', 'token-in-authorization-google'],
  },
  {
    doubt: 'whether /openai/v1/… works as /openai/… does',
    tried: ['openai-path-with-v1', 'key-fake-openai'],
  },
  { doubt: '/workers-ai/run/@cf/… or /workers-ai/@cf/…', tried: ['workers-ai-run-path', 'workers-ai-input'] },
  { doubt: 'the code of a spend limit: 2041 or 2045', tried: ['spend-limit'] },
  { doubt: 'the unit of rate_limiting_interval', tried: ['rate-limit-seconds'] },
  { doubt: 'the cache with cache_ttl 0', tried: ['cache-off'] },
  { doubt: 'whether refusals of the token have cf-aig-log-id', tried: ['token-missing', 'token-fake'] },
  {
    doubt: 'the form of errors of each path of the REST API',
    tried: [
      'rest-model-unknown-completions',
      'rest-model-unknown-responses',
      'rest-model-unknown-messages',
      'rest-model-unknown-run',
    ],
  },
  {
    doubt: 'the words of providers that nobody has captured',
    tried: ['key-fake-groq', 'key-fake-mistral', 'key-fake-openrouter'],
  },
  { doubt: 'pages of the docs that were read in an old version', why: 'a page cannot be asked' },
  { doubt: 'the cache status BYPASS', tried: ['cache-skip'] },
  { doubt: 'how late rows appear in the log', tried: ['log-row', 'log-tokens'] },
  { doubt: 'Auto Router: the code when nothing is allowed', tried: ['auto-router-nothing-allowed'] },
  { doubt: '2044 or 2021 for a missing provider key', tried: ['credentials-required'] },
  { doubt: '2047 when a model has left Unified Billing', why: 'no model is known to have left it' },
  { doubt: '402 on /ai/v1/responses although there are credits', tried: ['billing-pays-responses'] },
  { doubt: '7001 for GET on /ai/v1/models', tried: ['rest-models-get'] },
  { doubt: '7009 from Workers AI', why: 'an outage of Workers AI cannot be provoked' },
  { doubt: 'an empty provider key beside the token', tried: ['key-empty'] },
  { doubt: 'a placeholder hides a stored key', tried: ['key-placeholder-anthropic'] },
  { doubt: '2009 although the token is good', why: 'an incident at Cloudflare cannot be provoked' },
  { doubt: 'a dynamic route that does not exist', tried: ['compat-dynamic-unknown', 'rest-dynamic-route'] },
  {
    doubt: 'cf-aig-byok-alias on /compat',
    why: 'the answer depends on the provider whose key is stored',
  },
  { doubt: 'a custom domain behind Access', why: 'it takes a domain of one’s own' },
  { doubt: '/ai/run with a key that the provider refuses', why: 'it takes a wrong key stored at Cloudflare' },
  { doubt: 'names with dots in the catalogue', tried: ['rest-dotted-name'] },
  { doubt: '@cf/… without workers-ai/ on /compat', tried: ['compat-bare-cf', 'chat-bare-cf'] },
  { doubt: '@cf/… on the REST API without a gateway', tried: ['rest-without-gateway', 'rest-with-gateway'] },
  {
    doubt: 'the names of permission groups',
    why: 'creating tokens takes a permission that no one should give away',
  },
  { doubt: 'OTEL export', why: 'it takes a collector that Cloudflare can reach' },
  { doubt: 'the token of `wrangler login`', tried: ['token-oauth'] },
  { doubt: '/ai/v1/messages without anthropic-version', tried: ['rest-without-anthropic-version'] },
  { doubt: 'one object on the universal endpoint', tried: ['universal-object'] },
  { doubt: 'the key in the wrong header', tried: ['key-in-wrong-header-anthropic'] },
];
