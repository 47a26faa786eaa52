import type { SandboxDlp, SandboxGuardrails } from './content-settings.js';

export const BACKOFFS = ['constant', 'linear', 'exponential'] as const;

export const TOKEN_PERMISSIONS = [
  'ai-gateway-run',
  'ai-gateway-read',
  'ai-gateway-edit',
  'workers-ai-read',
] as const;

export type TokenPermission = (typeof TOKEN_PERMISSIONS)[number];

export interface SandboxAccount {
  /** 32 lowercase hex characters */
  id: string;
  name: string;
  /** Unified Billing balance, US dollars. */
  credits: number;
}

/** `partition`: each value has a budget of its own. `filter`: only requests with one of the values count. */
export type SpendDimension = { mode: 'partition' } | { mode: 'filter'; values: string[] };

/** A limit in US dollars over a window. Without dimensions all requests count towards one budget. */
export interface SandboxSpendLimit {
  id: string;
  limit: number;
  /** seconds */
  window: number;
  /** By default true. */
  enabled?: boolean;
  /** By default fixed. */
  technique?: 'fixed' | 'sliding';
  /** By the name in Cloudflare's catalogue, such as `anthropic/claude-haiku-4.5`. */
  model?: SpendDimension;
  provider?: SpendDimension;
  /** By key of `cf-aig-metadata`. */
  metadata?: Record<string, SpendDimension>;
}

/** A dynamic route in Cloudflare's own format. */
export interface SandboxRoute {
  name: string;
  elements: unknown[];
}

/** Features that `outOfOrder` can break although the settings have them on. */
export const GATEWAY_FEATURES = ['caching', 'rate-limiting', 'logs', 'fallbacks'] as const;

export interface SandboxGateway {
  accountId: string;
  id: string;
  authentication: boolean;
  /** seconds; 0 = off */
  cacheTtl: number;
  /** An update empties the cache. */
  cacheInvalidateOnUpdate: boolean;
  /** requests per interval; 0 = off */
  rateLimitingLimit: number;
  /** seconds */
  rateLimitingInterval: number;
  rateLimitingTechnique: 'fixed' | 'sliding';
  collectLogs: boolean;
  /** All attempts at a provider, 1-5. */
  retryMaxAttempts: number;
  /** milliseconds */
  retryDelay: number;
  retryBackoff: (typeof BACKOFFS)[number];
  /** Unified Billing is forbidden on this gateway. */
  byokOnly: boolean;
  /** Aliases of the provider keys stored at Cloudflare, by provider slug. */
  storedKeys: Record<string, string[]>;
  guardrails: SandboxGuardrails;
  dlp: SandboxDlp;
  /** False: none of them counts. */
  spendLimitsEnabled: boolean;
  spendLimits: SandboxSpendLimit[];
  routes: SandboxRoute[];
  /** Features that do not work, regardless of the settings. */
  outOfOrder: (typeof GATEWAY_FEATURES)[number][];
}

export interface SandboxToken {
  value: string;
  kind: 'user' | 'account';
  accountId: string;
  permissions: TokenPermission[];
  status: 'active' | 'disabled' | 'expired';
}

/** How all tokens are treated, regardless of the config. */
export type TokenOverride = 'unknown' | Partial<Omit<SandboxToken, 'value'>>;

export interface SandboxProvider {
  /** Provider keys that the provider accepts. */
  keys: string[];
  /** Model ids beyond the built-in ones. */
  models: string[];
}

export interface SandboxConfig {
  accounts: SandboxAccount[];
  gateways: SandboxGateway[];
  tokens: SandboxToken[];
  /** Providers whose models the account's credits can pay for. */
  unifiedBilling: string[];
  /** By slug; other providers keep their built-in key. */
  providers: Record<string, SandboxProvider>;
}
