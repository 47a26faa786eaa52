import { SANDBOX_TOKEN_MARK } from '../../gateway/address/origins.js';
import {
  type SandboxConfig,
  type SandboxGateway,
  type SandboxToken,
  TOKEN_PERMISSIONS,
} from './config-types.js';
import { gatewaySettings } from './gateway-settings.js';

/** Where `cf-aig sandbox` listens unless it is told another port. */
export const DEFAULT_PORT = 8787;
export const originAt = (port: number) => `http://127.0.0.1:${port}`;
export const DEFAULT_ORIGIN = originAt(DEFAULT_PORT);

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const OTHER_ACCOUNT = 'fedcba9876543210fedcba9876543210';

function gateway(id: string, settings: Partial<SandboxGateway>): SandboxGateway {
  return { ...gatewaySettings(), accountId: ACCOUNT, id, ...settings };
}

/** `cfut_` and `cfat_` tokens have 53 characters; these end with their purpose. */
function token(purpose: string, settings: Partial<SandboxToken> = {}): SandboxToken {
  const prefix = settings.kind === 'account' ? 'cfat_' : 'cfut_';
  const value = `${prefix}${SANDBOX_TOKEN_MARK}`.padEnd(53 - purpose.length, '0') + purpose;
  return {
    value,
    kind: 'user',
    accountId: ACCOUNT,
    permissions: [...TOKEN_PERMISSIONS],
    status: 'active',
    ...settings,
  };
}

/** The tokens of the default config. */
export const SANDBOX_TOKENS = {
  good: token('good0'),
  runOnly: token('runonly0', { permissions: ['ai-gateway-run'] }),
  withoutRun: token('norun0', { permissions: ['ai-gateway-read', 'workers-ai-read'] }),
  withoutWorkersAi: token('noworkersai0', {
    permissions: ['ai-gateway-run', 'ai-gateway-read', 'ai-gateway-edit'],
  }),
  expired: token('expired0', { status: 'expired' }),
  disabled: token('disabled0', { status: 'disabled' }),
  otherAccount: token('otheraccount0', { accountId: OTHER_ACCOUNT }),
  accountOwned: token('accountowned0', { kind: 'account' }),
} as const satisfies Record<string, SandboxToken>;

export const DEFAULT_CONFIG: SandboxConfig = {
  accounts: [
    { id: ACCOUNT, name: 'Sandbox account', credits: 25 },
    { id: OTHER_ACCOUNT, name: 'Other sandbox account', credits: 25 },
  ],
  gateways: [
    gateway('my-gateway', {
      storedKeys: { groq: ['default'] },
      rateLimitingLimit: 10_000,
      rateLimitingInterval: 60,
    }),
    gateway('open-gateway', { authentication: false }),
    gateway('default', {}),
  ],
  tokens: Object.values(SANDBOX_TOKENS),
  unifiedBilling: ['openai', 'anthropic', 'google-ai-studio', 'workers-ai', 'alibaba', 'minimax'],
  providers: {},
};
