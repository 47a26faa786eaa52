import type { Sentence } from './candidates.js';

/** What OpenClaw 2026.9.6 says, and what was wrong when it said so. */
export const OPENCLAW_SENTENCES: readonly Sentence[] = [
  // The gateway hot-reloads its config but not .env, so a variable that is new there is missing until it restarts.
  {
    says: /SECRETS_DEGRADED|SECRETS_OWNER_UNAVAILABLE|SECRET_SURFACE_UNAVAILABLE|Secret owner \S+ is configured.{1,5}unavailable/,
    candidates: ['daemon-lacks-variable', 'variable-missing', 'variable-empty'],
  },
  // Before 2026.2.26. A config that is refused later says more in brackets.
  {
    says: /(?<detail>[\w.-]*apiKey): Invalid input: expected string, received object/,
    candidates: ['openclaw-too-old'],
  },
  {
    says: /(?<detail>plugins\.entries\.cloudflare-ai-gateway): plugin not found: cloudflare-ai-gateway(?! \()/,
    candidates: ['openclaw-too-old'],
  },
  {
    says: /Unknown --auth-choice "?cloudflare-ai-gateway|Unknown auth.choice:? "?cloudflare-ai-gateway|plugin not (?:found|installed): cloudflare-ai-gateway\b/,
    candidates: ['plugin-off'],
  },
  {
    says: /Thinking level "(?<found>\w+)" is not supported for cloudflare-ai-gateway[\w-]*\/(?<model>[^\s"'`,;]*[^\s"'`,;.])/,
    candidates: ['reasoning-not-used'],
  },
  {
    says: /Model override "(?<expected>[^"]+)" is not allowed for agent "[^"]*" by (?<found>[\w."[\]-]*[\w"\]])/,
    candidates: ['model-not-allowed'],
  },
  {
    says: /Model (?:override )?["'](?<expected>[^"']+)["'] is not allowed(?: for agent| by|\.| )/,
    candidates: ['model-not-allowed'],
  },
  {
    says: /Inline API key for provider \S+ is temporarily disabled|temporarily disabled after a provider auth\/billing failure|cooldown:auth/,
    candidates: ['openclaw-cooldown'],
  },
  { says: /missing env var "(?<variable>\w+)"/i, candidates: ['variable-missing', 'variable-empty'] },
  {
    says: /Environment variable "(?<variable>\w+)" is missing or empty/,
    candidates: ['variable-missing', 'variable-empty', 'variable-shadowed-by-empty'],
  },
  {
    says: /failed to resolve secrets from the active gateway snapshot|REF_UNRESOLVED/,
    candidates: ['variable-missing', 'variable-empty', 'env-file-missing'],
  },
  { says: /No API key found for provider/, candidates: ['api-key-missing', 'variable-empty'] },
  { says: /JSON5 parse failed:.*? at (?<line>\d+):(?<column>\d+)/, candidates: ['config-syntax'] },
  { says: /apiKey: Invalid input/, candidates: ['api-key-reference-malformed'] },
  { says: /custom model providers must declare baseUrl/, candidates: ['base-url-missing'] },
  {
    says: /(?<detail>(?:<root>|\b(?:[a-z]\w*)(?:[.[][\w[\]-]+)*): Unrecognized keys?: "[^"]*"(?:, "[^"]*")*)/,
    candidates: ['config-rejected-by-openclaw'],
  },
  {
    says: /(?<detail>\b(?:agents|auth|channels|commands|cron|env|gateway|hooks|logging|mcp|memory|messages|meta|models|plugins|session|skills|tools|ui|wizard)\.[\w.[\]-]+: Invalid (?:input|option)\b[^\r\n]*)/,
    candidates: ['config-rejected-by-openclaw'],
  },
  {
    says: /(?<detail>multi-agent rosters require agents\.ownership="explicit"[^;\r\n]*)/,
    candidates: ['config-rejected-by-openclaw'],
  },
  {
    says: /OpenClaw config is invalid|config reload skipped \(invalid config\)|Unrecognized keys?: "|custom model providers must declare models|legacy web_search provider config must use/,
    candidates: ['config-rejected-by-openclaw'],
  },
  {
    says: /SsrFBlockedError|resolves to private\/internal\/special-use IP/,
    candidates: ['base-url-private-host'],
  },
  {
    says: /Failed to install missing configured plugin "cloudflare-ai-gateway"|Unable to install the Cloudflare AI Gateway plugin/,
    candidates: ['plugin-may-interfere'],
  },
  { says: /REF_SHADOWED|Auth profile credentials .* take precedence/, candidates: ['auth-profile-shadows'] },
  { says: /PLAINTEXT_FOUND.*apiKey/, candidates: ['api-key-bare-name', 'secret-in-config'] },
  { says: /Could not resolve authentication method/, candidates: ['header-malformed'] },
  // `openclaw models list --provider`, of a provider that has no block.
  { says: /Unknown model catalog provider/, candidates: ['provider-block-missing'] },
  {
    says: /Unknown model:? ["'`]?(?<modelRef>cloudflare-ai-gateway\/[^\s"'`,;]*[^\s"'`,;.])/i,
    candidates: ['provider-block-missing'],
  },
  {
    says: /Unknown model:? ["'`]?(?<found>[^\s"'`,;]*[^\s"'`,;.])/i,
    candidates: ['model-ref-prefix-missing', 'provider-block-missing'],
  },
  {
    says: /provider rejected the request schema or tool payload/,
    candidates: [
      'provider-bad-request',
      'provider-unknown',
      'completion-format',
      'gateway-not-found',
      'base-url-route-missing',
      'base-url-placeholder',
      'provider-max-tokens-field',
      'model-api-unsupported',
      'provider-field-unknown',
      'provider-history-rejected',
      'workers-ai-input-rejected',
      'stored-keys-required',
      'stored-key-rejected',
      'provider-failed-masked',
      'dynamic-route-failed',
    ],
  },
  {
    says: /Authentication failed \(provider returned HTTP 401\)|authentication failed, HTTP 401/,
    candidates: [
      'token-rejected',
      'token-unknown',
      'token-missing',
      'account-id-mistyped',
      'api-key-bare-name',
      'variable-missing',
      'provider-key-rejected',
      'provider-key-missing',
      'stored-key-rejected',
      'workers-ai-token-rejected',
      'token-lacks-workers-ai',
    ],
  },
  {
    says: /authentication failed, HTTP 403/,
    candidates: ['provider-key-forbidden', 'policy-denied', 'spend-limit-unpriced-model', 'provider-region'],
  },
  {
    says: /selected model was not found by the provider/,
    candidates: [
      'provider-model-not-found',
      'model-prefix-superfluous',
      'model-not-in-catalogue',
      'provider-path-wrong',
    ],
  },
  {
    says: /returned a billing error/,
    candidates: ['provider-quota', 'provider-credits', 'credits-exhausted', 'not-on-unified-billing'],
  },
  {
    says: /provider internal error, HTTP 5\d\d/,
    candidates: ['provider-outage', 'provider-overloaded', 'cloudflare-edge-fault'],
  },
  {
    says: /HTML error page.*(CDN|gateway) .*blocked/,
    candidates: [
      'provider-path-wrong',
      'url-not-routed',
      'cloudflare-edge',
      'cloudflare-edge-fault',
      'foreign-server',
    ],
  },
  { says: /connection refused by the provider endpoint/, candidates: ['connection-refused'] },
  {
    says: /LLM request failed: network connection error/,
    candidates: [
      'dns-failed',
      'base-url-private-host',
      'captive-portal',
      'tls-untrusted',
      'connection-reset',
      'ip-unreachable',
    ],
  },
  {
    says: /LLM (request|idle) time[d ]?out|LLM request failed:.*timed? ?out/i,
    candidates: ['response-timeout', 'provider-timeout'],
  },
];
