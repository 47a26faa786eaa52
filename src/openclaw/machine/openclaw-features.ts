import { compareVersions } from './installation.js';

interface Feature {
  /** The first version that has it. */
  since: string;
}

/**
 * What not every version of OpenClaw takes or has. Measured with 2026.1.29, 2026.2.23, 2026.2.26, 2026.4.9, 2026.6.6, 2026.6.11,
 * 2026.7.1, 2026.8.1 and 2026.9.6: the schema in dist/, `--help`, and turns of the agent. Versions in between are from OpenClaw's
 * changelog. All of them take `auth`, `api`, `headers`, `authHeader`, and in a model entry `reasoning`, `input`, `cost`,
 * `contextWindow`, `maxTokens`, `compat.supportsReasoningEffort` and `compat.maxTokensField`.
 */
const FEATURES = {
  /** `apiKey: {source, provider, id}`; before: "apiKey: Invalid input: expected string, received object". Changelog of 2026.2.26:
   * "External Secrets Management". */
  'secret-reference': { since: '2026.2.26' },
  /** `plugins.entries[id]` of a plugin that is not installed; before: "plugin not found", which stops every command. Changelog
   * of 2026.2.26: "treat unknown plugins.entries.* ids as startup warnings". */
  'absent-plugin-entry': { since: '2026.2.26' },
  /** `compat` keys beyond supportsStore, supportsDeveloperRole, supportsReasoningEffort, maxTokensField. Changelog of 2026.2.12:
   * "allow full models.providers.*.models[*].compat keys". */
  'all-compat-keys': { since: '2026.2.12' },
  /** `compat.supportedReasoningEfforts`, `compat.reasoningEffortMap`. In the schema of dist/: not in 2026.4.9, in 2026.6.6. */
  'reasoning-efforts': { since: '2026.6.6' },
  /** For a gateway's address a stream is asked for its usage only if `compat.supportsUsageInStreaming` says so; before: always.
   * In dist/: not in 2026.2.26, in 2026.4.9. */
  'usage-by-request': { since: '2026.4.9' },
  /** With `auth: "api-key"` the block's key precedes CLOUDFLARE_AI_GATEWAY_API_KEY. In dist/: not in 2026.2.26, in 2026.4.9. */
  'config-key-first': { since: '2026.4.9' },
  /** The provider for Cloudflare AI Gateway has to be installed. Before, it is a part of OpenClaw (2026.2.26) or a bundled plugin
   * (2026.4.9, 2026.6.6), and a turn replaces `apiKey: "CLOUDFLARE_AI_GATEWAY_API_KEY"`. Bundled in 2026.6.8, not in 2026.6.11. */
  'separate-cloudflare-plugin': { since: '2026.6.9' },
  /** A running gateway does not read `.env` again. 2026.6.11 takes a new variable when the config changes (a turn answered, in
   * dist/ so does 2026.2.23), 2026.9.6 does not (SECRETS_DEGRADED). None takes another value. */
  'env-read-once': { since: '2026.9.6' },
  /** `openclaw config validate --json`. Changelog of 2026.3.2. */
  'config-validate': { since: '2026.3.2' },
  /** `openclaw agent exec`. Not in the docs of 2026.7.1, in the changelog of 2026.8.1. */
  'agent-exec': { since: '2026.8.1' },
  /** `memory.search`; before: `agents.defaults.memorySearch`. Issues of OpenClaw: 2026.8.1 moves the one to the other. */
  'memory-search': { since: '2026.8.1' },
} satisfies Record<string, Feature>;

export type OpenClawFeature = keyof typeof FEATURES;

/** Whether an OpenClaw of this version has the feature. Without a version the newest is assumed. */
export function hasFeature(version: string | undefined, feature: OpenClawFeature): boolean {
  return version === undefined || compareVersions(version, FEATURES[feature].since) >= 0;
}

/** The first version that has the feature. */
export function firstVersionWith(feature: OpenClawFeature): string {
  return FEATURES[feature].since;
}
