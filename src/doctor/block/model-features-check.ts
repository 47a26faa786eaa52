import { isLoopback } from '../../gateway/address/origins.js';
import { effectiveBlock, type ProviderBlock } from '../../openclaw/blocks/block.js';
import {
  type ModelFeatures,
  missingFeatures,
  thinks,
  modelFeatures as wantedFeatures,
} from '../../openclaw/blocks/model-features.js';
import { fittingEntry } from '../../openclaw/changes/version-forms.js';
import { hasFeature } from '../../openclaw/machine/openclaw-features.js';
import type { Check } from '../check/check.js';
import { type Outcome, problem } from '../check/finding.js';

/** Whether the entries of the listed models let OpenClaw use what the models have. Says nothing if they do. */
export const modelFeatures: Check<'model-features', 'block'> = {
  id: 'model-features',
  title: 'Features',
  stage: 'block',
  run({ snapshot: { installation }, target: { block, values } }) {
    const version = installation?.version;
    const lacking = block.models.map(({ id, raw }) => ({ id, ...lackOf(block, id, raw, version) }));
    const uncounted = lacking.filter(({ usage }) => usage).map(({ id }) => id);
    const thoughtless = lacking.filter(({ reasoning }) => reasoning !== undefined);
    const [first] = thoughtless;
    const outcomes: Outcome[] = [];
    for (const { id, tools } of lacking) {
      if (tools) outcomes.push(problem('tools-with-effort', { ...values, model: id }));
    }
    if (uncounted.length)
      outcomes.push(problem('usage-not-reported', values, `models: ${uncounted.join(', ')}`));
    if (first) {
      const ids = thoughtless.map(({ id }) => id);
      outcomes.push(
        problem(
          'reasoning-not-used',
          { ...values, model: first.id, expected: first.reasoning },
          ...(ids.length > 1 ? [`models: ${ids.join(', ')}`] : []),
        ),
      );
    }
    return outcomes;
  },
};

interface Lack {
  /** OpenClaw gets no token counts. */
  usage: boolean;
  /** The model refuses the tools of an agent. */
  tools: boolean;
  /** What to add so that the model may think. */
  reasoning?: string;
}

function lackOf(
  block: ProviderBlock,
  id: string,
  entry: Record<string, unknown>,
  version: string | undefined,
): Lack {
  const { api, baseUrl } = effectiveBlock(block, id);
  const wanted = fittingEntry(wantedFeatures(id, api), version);
  const missing = missingFeatures(entry, wanted);
  // For a local address OpenClaw 2026.9.6 asks for usage and sends the effort unless it is told not to.
  const isLocal = URL.canParse(baseUrl ?? '') && isLoopback(new URL(baseUrl!).hostname);
  const { supportsUsageInStreaming: usage, supportsReasoningEffort: effort } = missing.compat ?? {};
  return {
    usage: usage === true && !isLocal && hasFeature(version, 'usage-by-request'),
    tools: missing.compat?.reasoningEffortMap !== undefined,
    reasoning: thinks(wanted, api) ? additionFor(missing, effort === true && !isLocal) : undefined,
  };
}

function additionFor({ reasoning }: ModelFeatures, effort: boolean): string | undefined {
  const parts = [
    ...(reasoning ? ['reasoning: true'] : []),
    ...(effort ? ['compat: { supportsReasoningEffort: true }'] : []),
  ];
  return parts.length ? parts.join(', ') : undefined;
}
