import type { Fix } from './cause.js';

/** What `cf-aig init` does about many causes. */
export const INIT = {
  setup: { command: 'cf-aig init', what: 'writes a working setup; everything else in the file stays' },
  address: { command: 'cf-aig init', what: 'asks for account and gateway, and writes the address' },
  token: { command: 'cf-aig init', what: 'asks for another token; it is used within a minute' },
  key: { command: 'cf-aig init', what: 'asks for your key of {providerName}: to send it, or to store it' },
  model: { command: 'cf-aig init', what: 'asks for the model, and writes it as its address wants it' },
} as const satisfies Record<string, Fix>;

/** Steps that many causes share. OpenClaw's habits are those of 2026.9.6. */
export const STEP = {
  init: 'Run `cf-aig init` to write a working setup; it keeps everything else in the file.',
  testModel: 'Then send a real request: `cf-aig test-model`.',
  restart:
    'If OpenClaw runs as a service, run `openclaw gateway restart`: it reads .env only when it starts.',
  afterKey:
    'Give OpenClaw about a minute before you try it again: after a 401 it sets the key aside, even a corrected one.',
  afterQuota:
    'Give OpenClaw about ten minutes before you try it again: after a quota error it sets the key aside that long.',
  putToken: 'Put the token into {envFile} as {tokenVariable}=...; it stays out of openclaw.json.',
  putKey: 'Put the key into {envFile} as {keyVariable}=...; it stays out of openclaw.json.',
  storeKey:
    'Store a key for {providerName} at Cloudflare (Provider Keys, alias "default"): https://dash.cloudflare.com/{accountId}/ai/ai-gateway',
} as const;

/** Alternatives that many causes share. */
export const OR = {
  leave: 'If that is what you want, nothing needs to change.',
  sendOwnKey: 'Run `cf-aig init` and choose to send your own key.',
  otherModel: 'Try your other models: `cf-aig test-model --all`.',
  noProxy: 'Try without the proxy {proxy}.',
} as const;

/** For faults that pass. */
export const WAIT = {
  minute: [
    { what: 'Wait {retryAfter}, as the answer asks, and try again.' },
    { what: 'Wait a minute and try again.' },
  ],
  minutes: [
    { what: 'Wait {retryAfter}, as the answer asks, and try again.' },
    { what: 'Wait a few minutes and try again.' },
  ],
} as const satisfies Record<string, readonly Fix[]>;

export const DOCS = {
  gateway: 'https://developers.cloudflare.com/ai-gateway/',
  authentication: 'https://developers.cloudflare.com/ai-gateway/configuration/authentication/',
  manage: 'https://developers.cloudflare.com/ai-gateway/configuration/manage-gateway/',
  byok: 'https://developers.cloudflare.com/ai-gateway/configuration/bring-your-own-keys/',
  requestHandling: 'https://developers.cloudflare.com/ai-gateway/configuration/request-handling/',
  access: 'https://developers.cloudflare.com/ai-gateway/configuration/cloudflare-access/',
  autoRouter: 'https://developers.cloudflare.com/ai-gateway/features/auto-router/',
  customProviders: 'https://developers.cloudflare.com/ai-gateway/configuration/custom-providers/',
  metadata: 'https://developers.cloudflare.com/ai-gateway/observability/custom-metadata/',
  customDomains: 'https://developers.cloudflare.com/ai-gateway/configuration/custom-domains/',
  compat: 'https://developers.cloudflare.com/ai-gateway/usage/chat-completion/',
  rest: 'https://developers.cloudflare.com/ai-gateway/usage/rest-api/',
  providers: 'https://developers.cloudflare.com/ai-gateway/usage/providers/',
  workersAi: 'https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/',
  workersAiErrors: 'https://developers.cloudflare.com/workers-ai/platform/errors/',
  billing: 'https://developers.cloudflare.com/ai-gateway/features/unified-billing/',
  rateLimiting: 'https://developers.cloudflare.com/ai-gateway/features/rate-limiting/',
  caching: 'https://developers.cloudflare.com/ai-gateway/features/caching/',
  logging: 'https://developers.cloudflare.com/ai-gateway/observability/logging/',
  fallbacks: 'https://developers.cloudflare.com/ai-gateway/configuration/fallbacks/',
  spendLimits: 'https://developers.cloudflare.com/ai-gateway/features/spend-limits/',
  guardrails: 'https://developers.cloudflare.com/ai-gateway/features/guardrails/',
  dlp: 'https://developers.cloudflare.com/ai-gateway/features/dlp/',
  policies: 'https://developers.cloudflare.com/ai-gateway/features/policies/',
  dynamicRouting: 'https://developers.cloudflare.com/ai-gateway/features/dynamic-routing/',
  troubleshooting: 'https://developers.cloudflare.com/ai-gateway/reference/troubleshooting/',
  tokenFormats: 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/',
  accountId: 'https://developers.cloudflare.com/fundamentals/account/find-account-and-zone-ids/',
  status: 'https://www.cloudflarestatus.com/',
  /** The account's own pages; without a known account ID Cloudflare asks which account is meant. */
  dashGateways: 'https://dash.cloudflare.com/{accountId}/ai/ai-gateway',
  dashAccountTokens: 'https://dash.cloudflare.com/{accountId}/api-tokens',
  dashUserTokens: 'https://dash.cloudflare.com/profile/api-tokens',
  keysPage: '{keysUrl}',
  billingPage: '{billingUrl}',
  nodeTls: 'https://nodejs.org/docs/latest/api/cli.html#node_extra_ca_certsfile',
  openclawConfig: 'https://docs.openclaw.ai/gateway/configuration',
  openclawUpdating: 'https://docs.openclaw.ai/install/updating',
  openclawEnvironment: 'https://docs.openclaw.ai/help/environment',
  openclawModels: 'https://docs.openclaw.ai/concepts/models',
  openclawProviders: 'https://docs.openclaw.ai/concepts/model-providers',
  openclawGateway: 'https://docs.openclaw.ai/providers/cloudflare-ai-gateway',
  openclawFailover: 'https://docs.openclaw.ai/concepts/model-failover',
} as const;

/** For texts that show a variable as `${NAME}`: the braces are the template's own. */
export const DOLLAR = '$';
