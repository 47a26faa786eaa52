/** `sandbox/config/`: what the sandbox has: accounts, gateways, tokens, providers. */

import JSON5 from 'json5';
import { MAX_NESTING } from '../../lib/json.js';
import {
  BACKOFFS,
  GATEWAY_FEATURES,
  type SandboxAccount,
  type SandboxConfig,
  type SandboxGateway,
  type SandboxProvider,
  type SandboxRoute,
  type SandboxSpendLimit,
  type SandboxToken,
  TOKEN_PERMISSIONS,
} from './config-types.js';
import { sandboxDlp, sandboxGuardrails } from './content-settings.js';
import { DEFAULT_CONFIG } from './defaults.js';
import { GATEWAY_ID, gatewaySettings } from './gateway-settings.js';
import { readElements } from './route-elements.js';
import { readSpendRules } from './spend-rules.js';
import {
  amount,
  boolean,
  list,
  map,
  object,
  oneOf,
  pattern,
  SandboxConfigError,
  string,
  type Validator,
} from './validators.js';

const accountId = pattern(/^[0-9a-f]{32}$/, '32 lowercase hex characters');
const firstAccount = DEFAULT_CONFIG.accounts[0]?.id;

/** The elements of a dynamic route in Cloudflare's own format. */
const elements: Validator<unknown[]> = (value, path) => {
  const [problem] = readElements(value).problems;
  if (problem)
    throw new SandboxConfigError(`${[path, ...problem.path.slice(1)].join('.')}: ${problem.message}`);
  return list<unknown>((item) => item)(value, path);
};

const spendRules: Validator<SandboxSpendLimit[]> = (value, path) => {
  const { rules, problems } = readSpendRules(value);
  const [problem] = problems;
  if (problem) throw new SandboxConfigError(`${[path, ...problem.path].join('.')}: ${problem.message}`);
  return rules;
};

const CONFIG = object<SandboxConfig>(
  {
    accounts: list(
      object<SandboxAccount>(
        { id: accountId, name: string, credits: amount },
        { name: 'Sandbox account', credits: 25 },
      ),
    ),
    gateways: list(
      object<SandboxGateway>(
        {
          accountId,
          id: pattern(GATEWAY_ID, '1-64 of a-z 0-9 _ and single inner hyphens'),
          authentication: boolean,
          cacheTtl: amount,
          cacheInvalidateOnUpdate: boolean,
          rateLimitingLimit: amount,
          rateLimitingInterval: amount,
          rateLimitingTechnique: oneOf('fixed', 'sliding'),
          collectLogs: boolean,
          retryMaxAttempts: amount,
          retryDelay: amount,
          retryBackoff: oneOf(...BACKOFFS),
          byokOnly: boolean,
          storedKeys: map(list(string)),
          guardrails: sandboxGuardrails,
          dlp: sandboxDlp,
          spendLimitsEnabled: boolean,
          spendLimits: spendRules,
          routes: list(object<SandboxRoute>({ name: string, elements })),
          outOfOrder: list(oneOf(...GATEWAY_FEATURES)),
        },
        { ...gatewaySettings(), accountId: firstAccount },
      ),
    ),
    tokens: list(
      object<SandboxToken>(
        {
          value: string,
          kind: oneOf('user', 'account'),
          accountId,
          permissions: list(oneOf(...TOKEN_PERMISSIONS)),
          status: oneOf('active', 'disabled', 'expired'),
        },
        { kind: 'user', accountId: firstAccount, permissions: [...TOKEN_PERMISSIONS], status: 'active' },
      ),
    ),
    unifiedBilling: list(string),
    providers: map(
      object<SandboxProvider>({ keys: list(string), models: list(string) }, { keys: [], models: [] }),
    ),
  },
  DEFAULT_CONFIG,
);

/**
 * Reads a JSON5 config. A key replaces the default one as a whole; what is missing inside its entries has a default.
 * Throws SandboxConfigError, which names the path.
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
  return checkSandboxConfig(value);
}

/** The same for a value that is read already. */
export function checkSandboxConfig(value: unknown): SandboxConfig {
  if (isDeeper(value, MAX_NESTING))
    throw new SandboxConfigError(`config is nested more than ${MAX_NESTING} levels deep`);
  const config = CONFIG(value, 'config');
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

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
