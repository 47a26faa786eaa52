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

/** A limit in US dollars over a window. */
export interface SandboxSpendLimit {
  id: string;
  limit: number;
  /** seconds */
  window: number;
}

/** Words that stop a request, or its answer, when they occur in it (case does not matter). */
export interface SandboxWordLists {
  request: string[];
  response: string[];
}

/** A dynamic route, as Cloudflare's docs write it down. */
export interface SandboxRoute {
  name: string;
  elements: unknown[];
}

/** What can be out of order although the settings have it on. */
export const GATEWAY_FEATURES = ['caching', 'rate-limiting', 'logs', 'fallbacks'] as const;

export interface SandboxGateway {
  accountId: string;
  id: string;
  authentication: boolean;
  /** seconds; 0 = off */
  cacheTtl: number;
  /** requests per interval; 0 = off */
  rateLimitingLimit: number;
  /** seconds */
  rateLimitingInterval: number;
  rateLimitingTechnique: 'fixed' | 'sliding';
  collectLogs: boolean;
  /** Tries at a provider in all, 1-5. */
  retryMaxAttempts: number;
  /** milliseconds */
  retryDelay: number;
  retryBackoff: (typeof BACKOFFS)[number];
  /** Unified Billing is forbidden on this gateway. */
  byokOnly: boolean;
  /** Aliases of the provider keys stored at Cloudflare, by provider slug. */
  storedKeys: Record<string, string[]>;
  guardrails: SandboxWordLists;
  dlp: SandboxWordLists;
  spendLimits: SandboxSpendLimit[];
  routes: SandboxRoute[];
  /** Features that do not work, whatever the settings say. */
  outOfOrder: (typeof GATEWAY_FEATURES)[number][];
}

export interface SandboxToken {
  value: string;
  kind: 'user' | 'account';
  accountId: string;
  permissions: TokenPermission[];
  status: 'active' | 'disabled' | 'expired';
}

/** How every token is taken, whatever the config says of it. */
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
  /** Slugs whose models can be paid with the account's credits. */
  unifiedBilling: string[];
  /** By slug; a provider that is not named keeps its built-in key. */
  providers: Record<string, SandboxProvider>;
}
