import JSON5 from 'json5';
import { DEFAULT_CONFIG } from './defaults.js';

export type TokenPermission = 'ai-gateway-run' | 'ai-gateway-read' | 'ai-gateway-edit' | 'workers-ai-read';

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
  /** Unified Billing is forbidden on this gateway. */
  byokOnly: boolean;
  /** Aliases of the provider keys stored at Cloudflare, by provider slug. */
  storedKeys: Record<string, string[]>;
  guardrails: SandboxWordLists;
  dlp: SandboxWordLists;
  spendLimits: SandboxSpendLimit[];
}

export interface SandboxToken {
  value: string;
  kind: 'user' | 'account';
  accountId: string;
  permissions: TokenPermission[];
  status: 'active' | 'disabled' | 'expired';
}

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

export { DEFAULT_CONFIG };

export class SandboxConfigError extends Error {
  override name = 'SandboxConfigError';
}

type Shape = Record<string, Check>;
type Check = (value: unknown, path: string) => unknown;

const fail = (path: string, wanted: string, value: unknown): never => {
  throw new SandboxConfigError(`${path}: expected ${wanted}, got ${JSON.stringify(value) ?? 'nothing'}`);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const string: Check = (value, path) => (typeof value === 'string' ? value : fail(path, 'a string', value));
const boolean: Check = (value, path) =>
  typeof value === 'boolean' ? value : fail(path, 'true or false', value);
const amount: Check = (value, path) =>
  typeof value === 'number' && value >= 0 ? value : fail(path, 'a number, 0 or more', value);
const accountId: Check = (value, path) =>
  typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
    ? value
    : fail(path, '32 lowercase hex characters', value);
const gatewayId: Check = (value, path) =>
  typeof value === 'string' && value.length <= 64 && GATEWAY_ID.test(value)
    ? value
    : fail(path, '1-64 of a-z 0-9 _ and single inner hyphens', value);
const oneOf =
  (...allowed: string[]): Check =>
  (value, path) =>
    allowed.includes(String(value)) ? value : fail(path, `one of ${allowed.join(', ')}`, value);
const list =
  (item: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((entry, index) => item(entry, `${path}[${index}]`))
      : fail(path, 'a list', value);
const map =
  (item: Check): Check =>
  (value, path) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, item(entry, `${path}.${key}`)]))
      : fail(path, 'an object', value);

/** An object of exactly these keys; what is missing comes from the defaults, and what has none is demanded. */
const object =
  (shape: Shape, defaults: Record<string, unknown> = {}): Check =>
  (value, path) => {
    if (!isRecord(value)) return fail(path, 'an object', value);
    for (const key of Object.keys(value)) {
      if (!(key in shape)) {
        throw new SandboxConfigError(
          `${path}.${key}: unknown key; known are ${Object.keys(shape).join(', ')}`,
        );
      }
    }
    return Object.fromEntries(
      Object.entries(shape).map(([key, check]) => [
        key,
        check(value[key] ?? structuredClone(defaults[key]), `${path}.${key}`),
      ]),
    );
  };

/** Cloudflare's own pattern for gateway ids. */
export const GATEWAY_ID = /^[a-z0-9_]+(?:-[a-z0-9_]+)*$/;

const words = object({ request: list(string), response: list(string) }, { request: [], response: [] });

export const GATEWAY_DEFAULTS = {
  authentication: true,
  cacheTtl: 0,
  rateLimitingLimit: 0,
  rateLimitingInterval: 0,
  rateLimitingTechnique: 'fixed',
  collectLogs: true,
  byokOnly: false,
  storedKeys: {},
  guardrails: { request: [], response: [] },
  dlp: { request: [], response: [] },
  spendLimits: [],
} as const;

const CONFIG = object(
  {
    accounts: list(
      object({ id: accountId, name: string, credits: amount }, { name: 'Sandbox account', credits: 25 }),
    ),
    gateways: list(
      object(
        {
          accountId,
          id: gatewayId,
          authentication: boolean,
          cacheTtl: amount,
          rateLimitingLimit: amount,
          rateLimitingInterval: amount,
          rateLimitingTechnique: oneOf('fixed', 'sliding'),
          collectLogs: boolean,
          byokOnly: boolean,
          storedKeys: map(list(string)),
          guardrails: words,
          dlp: words,
          spendLimits: list(object({ id: string, limit: amount, window: amount })),
        },
        { ...GATEWAY_DEFAULTS, accountId: DEFAULT_CONFIG.accounts[0]?.id },
      ),
    ),
    tokens: list(
      object(
        {
          value: string,
          kind: oneOf('user', 'account'),
          accountId,
          permissions: list(oneOf('ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit', 'workers-ai-read')),
          status: oneOf('active', 'disabled', 'expired'),
        },
        {
          kind: 'user',
          accountId: DEFAULT_CONFIG.accounts[0]?.id,
          permissions: ['ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit', 'workers-ai-read'],
          status: 'active',
        },
      ),
    ),
    unifiedBilling: list(string),
    providers: map(object({ keys: list(string), models: list(string) }, { keys: [], models: [] })),
  },
  { ...DEFAULT_CONFIG },
);

/**
 * Reads a JSON5 config. A key that is given replaces the default one whole; inside its entries, what is missing has
 * its default. Throws SandboxConfigError that names the place.
 */
export function readSandboxConfig(source: string): SandboxConfig {
  let value: unknown;
  try {
    value = JSON5.parse(source);
  } catch (error) {
    throw new SandboxConfigError(
      error instanceof Error ? error.message.replace(/^JSON5: /, '') : String(error),
    );
  }
  const config = CONFIG(value, 'config') as SandboxConfig;
  const accounts = new Set(config.accounts.map((account) => account.id));
  for (const [index, gateway] of config.gateways.entries()) {
    if (!accounts.has(gateway.accountId)) {
      throw new SandboxConfigError(
        `config.gateways[${index}].accountId: no account ${gateway.accountId} in config.accounts`,
      );
    }
  }
  return config;
}
