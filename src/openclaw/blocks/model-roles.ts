import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import { showPath } from '../../lib/json5/paths.js';
import { ANY, matches, valueAt } from '../files/tree.js';
import { agentsIn, defaultAgent } from './agents.js';
import type { ProviderBlock } from './block.js';
import { type ModelRef, parseModelRef, readRef, readSelector } from './model-refs.js';

/** One choice of a model in the config. */
export interface ModelRole {
  /** Its key: `model`, `heartbeat.model`, `hooks.mappings[0].model`. */
  role: string;
  /** The agent that it is for; undefined for `agents.defaults` and what is outside of `agents`. */
  agent?: string;
  /** In a list of fallbacks. */
  isFallback: boolean;
  /** OpenClaw applies the allow list to it, and uses another model if it is not on the list. */
  isRestricted: boolean;
  model: ModelRef;
}

interface Place {
  /** `*` is any key or index. */
  path: string;
  /** See ModelRole. */
  isRestricted?: true;
}

/** Below `agents.defaults` and each agent. Sources: schemas of 2026.2.23 to 2026.9.6, `collectConfiguredModelRefs`. */
const AGENT_PLACES: readonly Place[] = [
  { path: 'model', isRestricted: true },
  { path: 'heartbeat.model', isRestricted: true },
  { path: 'subagents.model', isRestricted: true },
  { path: 'utilityModel' },
  { path: 'decisionModel' },
  { path: 'imageModel' },
  { path: 'pdfModel' },
  { path: 'voiceModel' },
  { path: 'mediaModels.*' },
  { path: 'imageGenerationModel' },
  { path: 'musicGenerationModel' },
  { path: 'videoGenerationModel' },
  { path: 'compaction.model' },
  { path: 'compaction.memoryFlush.model' },
  { path: 'embeddedAgent.cyberFailover.model' },
  { path: 'tools.exec.reviewer.model' },
  { path: 'tts.summaryModel' },
];

const OTHER_PLACES: readonly Place[] = [
  { path: 'hooks.mappings.*.model', isRestricted: true },
  { path: 'hooks.gmail.model', isRestricted: true },
  { path: 'channels.modelByChannel.*.*', isRestricted: true },
  { path: 'channels.clickclack.model' },
  { path: 'channels.clickclack.accounts.*.model' },
  { path: 'channels.discord.voice.model' },
  { path: 'channels.discord.accounts.*.voice.model' },
  { path: 'channels.*.voice.tts.summaryModel' },
  { path: 'channels.*.tts.summaryModel' },
  { path: 'channels.*.accounts.*.voice.tts.summaryModel' },
  { path: 'channels.*.accounts.*.tts.summaryModel' },
  { path: 'tools.exec.reviewer.model' },
  { path: 'tools.media.*.preferredModel' },
  { path: 'tts.summaryModel' },
  { path: 'messages.tts.summaryModel' },
  { path: 'plugins.entries.active-memory.config.model' },
  { path: 'plugins.entries.active-memory.config.modelFallback' },
  { path: 'plugins.entries.llm-task.config.defaultModel' },
  { path: 'plugins.entries.logbook.config.visionModel' },
  { path: 'plugins.entries.memory-core.config.dreaming.model' },
  { path: 'plugins.entries.memory-core.config.dreaming.execution.defaults.model' },
  { path: 'plugins.entries.memory-core.config.dreaming.phases.*.execution.model' },
];

/** Entries with `provider` and `model` apart: `tools.media.models[]`, and a list per kind in older versions. */
const PAIRS: readonly string[] = ['tools.media.models.*', 'tools.media.*.models.*'];

/** Every choice of a model in the config, the default model first. Values of the wrong type are omitted. */
export function modelRoles(config: unknown): ModelRole[] {
  const agents = agentsIn(config);
  return [
    ...rolesBelow(config, ['agents', 'defaults'], AGENT_PLACES),
    ...agents.flatMap(({ id, path }) => rolesBelow(config, path, AGENT_PLACES, id)),
    ...rolesBelow(config, [], OTHER_PLACES),
    ...PAIRS.flatMap((place) => pairsAt(config, place)),
  ];
}

/** Ids that OpenClaw may use with a block: listed ones, and those of every role. A model with its own address uses another
 * route. */
export function modelsOfBlock(config: unknown, block: ProviderBlock): string[] {
  const listed = block.models.filter(({ raw }) => raw.baseUrl === undefined).map(({ id }) => id);
  const used = modelRoles(config).flatMap(({ model }) =>
    model.providerId === block.id ? [model.modelId] : [],
  );
  return [...new Set([...listed, ...used])];
}

/** A job of OpenClaw's scheduler that chooses its own model. */
export interface ScheduledJob {
  name: string;
  agent?: string;
  model?: string;
  fallbacks: readonly string[];
}

/** The models of scheduled jobs, which are not in the config: `jobs["Morning report"].model`. */
export function jobRoles(config: unknown, jobs: readonly ScheduledJob[]): ModelRole[] {
  return jobs.flatMap(({ name, agent = defaultAgent(config), model, fallbacks }) => {
    const path: Path = ['jobs', name];
    const common = { role: showPath(path), agent, isRestricted: true };
    const primary = readRef(config, model, [...path, 'model']);
    return [
      ...(primary ? [{ ...common, isFallback: false, model: primary }] : []),
      ...fallbacks.flatMap((ref, index) => {
        const fallback = readRef(config, ref, [...path, 'fallbacks', index]);
        return fallback ? [{ ...common, isFallback: true, model: fallback }] : [];
      }),
    ];
  });
}

/** Roles that bypass the gateway while the default model uses it. */
export function rolesElsewhere(
  roles: readonly ModelRole[],
  primary: ModelRef | undefined,
  gatewayIds: readonly string[],
): ModelRole[] {
  if (!primary || !gatewayIds.includes(primary.providerId)) return [];
  return roles.filter(({ model }) => !gatewayIds.includes(model.providerId));
}

/** Agents with their own model. */
export function agentModels(config: unknown): { agent: string; model: ModelRef }[] {
  return modelRoles(config).flatMap(({ role, agent, isFallback, model }) =>
    agent !== undefined && role === 'model' && !isFallback ? [{ agent, model }] : [],
  );
}

function rolesBelow(config: unknown, base: Path, places: readonly Place[], agent?: string): ModelRole[] {
  return places.flatMap(({ path: pattern, isRestricted = false }) =>
    pathsOf(config, base, pattern).flatMap((path) => {
      const { primary, fallbacks } = readSelector(config, path, agent === undefined ? undefined : base);
      const role = showPath(path.slice(base.length));
      const common = { role, agent, isRestricted };
      return [
        ...(primary ? [{ ...common, isFallback: false, model: primary }] : []),
        ...fallbacks.map((model) => ({ ...common, isFallback: true, model })),
      ];
    }),
  );
}

function pairsAt(config: unknown, pattern: string): ModelRole[] {
  return pathsOf(config, [], pattern).flatMap((path) => {
    const entry = valueAt(config, path);
    if (!isRecord(entry) || typeof entry.provider !== 'string' || typeof entry.model !== 'string') return [];
    const model = parseModelRef(`${entry.provider}/${entry.model}`, [...path, 'model']);
    if (!model) return [];
    return [
      { role: showPath(path), isFallback: false, isRestricted: false, model: { ...model, isBareId: true } },
    ];
  });
}

/** The existing paths that match a pattern. */
function pathsOf(config: unknown, base: Path, pattern: string): Path[] {
  const keys = pattern.split('.').map((key) => (key === '*' ? ANY : key));
  return matches(valueAt(config, base), keys).map(({ path }) => [...base, ...path]);
}
