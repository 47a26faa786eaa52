import { type GatewaySettings, readGateway } from '../../gateway/management/management-responses.js';
import type { Check } from '../check/check.js';
import { advice, pass, skip } from '../check/finding.js';

/** How the block uses the gateway. */
interface Use {
  /** The request brings a provider's key; otherwise the gateway's owner pays. */
  ownKey: boolean;
  model?: string;
}

interface Bite {
  when(settings: GatewaySettings, use: Use): boolean;
  title(settings: GatewaySettings, use: Use): string;
  remedy: string;
}

/** Fewer requests in a minute than one busy OpenClaw turn with tools makes. */
const LOW_REQUESTS_PER_MINUTE = 10;

/** Models that have been refused under a spend limit for want of a price (anomalyco/models.dev#4715). */
const UNPRICED = /^(custom-|openrouter\/|google-ai-studio\/|grok\/)/;

/** Settings of a gateway that surprise its users sooner or later. */
const BITES: readonly Bite[] = [
  {
    when: (s, { ownKey }) => s.byokOnly === true && !ownKey,
    title: () => 'the gateway never falls back to unified billing (byok_only)',
    remedy: 'Store a key for every provider that you use, or turn the setting off.',
  },
  {
    when: (s) => requestsPerMinute(s) < LOW_REQUESTS_PER_MINUTE,
    title: (s) =>
      `the rate limit is low: ${s.rateLimit} request(s) in ${s.rateInterval} s, for everybody together`,
    remedy: 'An agent’s turn makes several requests: raise the limit in the gateway’s settings.',
  },
  {
    when: (s) => s.collectLogs === false,
    title: () => 'logs are off',
    remedy: 'Turn logs on in the gateway’s settings to see requests, tokens and cost.',
  },
  {
    when: (s, { model }) => Boolean(s.spendLimits) && UNPRICED.test(model ?? ''),
    title: (_, { model }) => `the gateway has a spend limit, and may know no price for ${model}`,
    remedy:
      'Where it knows none it refuses every request (403, code 2040): run `cf-aig test-model`, and if it does, narrow the limit to models with a price.',
  },
];

/** Advice from the management plane. Whatever it cannot read it leaves out: it never fails a setup that works. */
export const settings: Check<'gateway-settings', 'wire'> = {
  id: 'gateway-settings',
  title: 'Settings',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ target, probes }) {
    const exchange = await probes.gatewaySettings();
    const read = exchange && readGateway(exchange);
    if (!read) return skip('the token may not read the gateway’s settings (AI Gateway Read): not needed');

    const use: Use = { ownKey: target.credentials.providerKey !== undefined, model: target.modelId };
    const biting = BITES.filter((bite) => bite.when(read, use));
    if (biting.length) return biting.map((bite) => advice(bite.title(read, use), [bite.remedy]));
    return pass(summary(read));
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
