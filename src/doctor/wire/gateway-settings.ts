import { type GatewaySettings, readGateway } from '../../gateway/management/management-responses.js';
import type { Check } from '../check/check.js';
import { advice, pass, skip } from '../check/finding.js';
import { HELD } from './held.js';

/** How the block uses the gateway. */
interface Usage {
  /** Requests have a provider key; otherwise the gateway's owner pays. */
  ownKey: boolean;
  model?: string;
}

interface SettingRule {
  when(settings: GatewaySettings, usage: Usage): boolean;
  title(settings: GatewaySettings, usage: Usage): string;
  remedy: string;
}

/** Fewer than a single busy OpenClaw turn with tools can make. */
const LOW_REQUESTS_PER_MINUTE = 10;

/** Models that have been rejected under a spend limit because they have no price (anomalyco/models.dev#4715). */
const UNPRICED = /^(custom-|openrouter\/|google-ai-studio\/|grok\/)/;

/** Settings that are likely to surprise users. */
const RULES: readonly SettingRule[] = [
  {
    when: (s, { ownKey }) => s.byokOnly === true && !ownKey,
    title: () => 'the gateway never falls back to unified billing (byok_only)',
    remedy: 'Store a key for every provider that you use, or turn the setting off.',
  },
  {
    when: (s) => requestsPerMinute(s) < LOW_REQUESTS_PER_MINUTE,
    title: (s) =>
      `the rate limit is low: ${s.rateLimit} request(s) in ${s.rateInterval} s for all callers together`,
    remedy: 'An agent’s turn makes several requests. Raise the limit in the gateway’s settings.',
  },
  {
    when: (s) => s.collectLogs === false,
    title: () => 'logs are off',
    remedy: 'Turn logs on in the gateway’s settings to see requests, tokens and cost.',
  },
  {
    when: (s, { model }) => Boolean(s.spendLimits) && UNPRICED.test(model ?? ''),
    title: (_, { model }) => `the gateway has a spend limit, and may have no price for ${model}`,
    remedy:
      'Without a price it rejects every request (403, code 2040). Run `cf-aig test-model`; if it does, restrict the limit to models with a price.',
  },
];

/** Advice based on the gateway's settings. Never fails, because the setup works without reading them. */
export const settings: Check<'gateway-settings', 'wire'> = {
  id: 'gateway-settings',
  title: 'Settings',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ target, probes }) {
    if (target.credentials.held && !target.credentials.gatewayToken) return skip(HELD);
    const exchange = await probes.gatewaySettings();
    const gatewaySettings = exchange && readGateway(exchange);
    if (!gatewaySettings)
      return skip('the token cannot read the gateway’s settings (AI Gateway Read), which is optional');

    const usage: Usage = { ownKey: target.credentials.providerKey !== undefined, model: target.modelId };
    const warnings = RULES.filter((rule) => rule.when(gatewaySettings, usage));
    if (warnings.length) {
      return warnings.map(({ title, remedy }) => advice(title(gatewaySettings, usage), [remedy]));
    }
    return pass(summary(gatewaySettings));
  },
};

function requestsPerMinute({ rateLimit, rateInterval }: GatewaySettings): number {
  if (!rateLimit || !rateInterval) return Number.POSITIVE_INFINITY;
  return (rateLimit / rateInterval) * 60;
}

function summary({ cacheTtl, rateLimit, rateInterval, collectLogs }: GatewaySettings): string {
  return [
    cacheTtl ? `cache ${cacheTtl} s` : 'cache off',
    rateLimit ? `${rateLimit} requests in ${rateInterval} s` : 'no rate limit',
    collectLogs ? 'logs on' : 'logs unknown',
  ].join(', ');
}
