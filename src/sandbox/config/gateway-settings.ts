import type { SandboxGateway } from './config-types.js';

/** Cloudflare's own pattern for the names of gateways; 64 characters at most. */
export const GATEWAY_ID = /^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/;

/** What a new gateway has: authentication and logs on, everything else off. */
export function gatewaySettings(): Omit<SandboxGateway, 'accountId' | 'id'> {
  return {
    authentication: true,
    cacheTtl: 0,
    cacheInvalidateOnUpdate: false,
    rateLimitingLimit: 0,
    rateLimitingInterval: 0,
    rateLimitingTechnique: 'fixed',
    collectLogs: true,
    retryMaxAttempts: 1,
    retryDelay: 100,
    retryBackoff: 'constant',
    byokOnly: false,
    storedKeys: {},
    guardrails: { request: [], response: [] },
    dlp: { request: [], response: [] },
    spendLimitsEnabled: true,
    spendLimits: [],
    routes: [],
    outOfOrder: [],
  };
}
