import { type Diagnosis, makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { nearestModel } from '../../../gateway/providers/nearest-model.js';
import { resolveAlias } from '../../../openclaw/blocks/model-aliases.js';
import { fallbackModels, primaryModel } from '../../../openclaw/blocks/model-refs.js';
import { unfitOnRoute } from '../../../openclaw/blocks/recipe-model-ids.js';
import { configProblems } from '../../../openclaw/config-problems.js';
import { withModelVariables } from '../../../openclaw/model-variables.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { type Target, targetOf, valuesOfPlace } from '../../../openclaw/target.js';
import { CauseError } from '../../shared/errors.js';

export interface Wanted {
  /** As in OpenClaw's config, with or without the provider's id, or an alias; empty: the primary model. */
  models: readonly string[];
  /** Every model that the config lists. */
  all?: boolean;
  /** `--provider-id` */
  providerId?: string;
}

/**
 * A model name on the command line that cannot work on its route and is similar to a listed one. OpenClaw never sends such
 * a name, so a request would prove nothing.
 */
export function diagnoseModelId({ block, modelId = '', url, values }: Target): Diagnosis | undefined {
  const listed = block.models.map(({ id }) => id);
  if (listed.includes(modelId) || !url?.route || !unfitOnRoute(url.route, modelId)) return undefined;
  const near = nearestModel(modelId, listed)?.id;
  if (near === undefined) return undefined;
  return {
    ...makeDiagnosis('model-not-listed', values, [`listed: ${listed.join(', ')}`]),
    why: `OpenClaw only sends the ids in its config, and ${modelId} is not one of them; did you mean ${near}?`,
  };
}

/** One target per model that another client than OpenClaw asks for. */
function clientTargets(snapshot: Snapshot, models: readonly string[]): [Target, ...Target[]] {
  const [first, ...rest] = models.flatMap((modelId) => targetOf(snapshot, { modelId }) ?? []);
  if (!first) throw new Error('a client without a model');
  return [first, ...rest];
}

/** One target per model to test: the named ones, all listed ones, or the primary. Throws CauseError. */
export function targetsOf(written: Snapshot, { models, all, providerId }: Wanted): [Target, ...Target[]] {
  if (written.client) return clientTargets(written, models);
  const snapshot = withModelVariables(written);
  const [problem] = configProblems(snapshot);
  if (problem) throw new CauseError(problem);
  const { blocks, config, place } = snapshot;
  const target = targetOf(snapshot, { providerId });
  if (!target) {
    const ids = blocks.map(({ id }) => `found: ${id}`);
    throw new CauseError(makeDiagnosis('provider-block-missing', valuesOfPlace(place), ids));
  }
  const targetFor = (id: string, modelId: string) => targetOf(snapshot, { providerId: id, modelId }) ?? [];

  if (all) {
    const targets = blocks.flatMap((block) => block.models.flatMap((model) => targetFor(block.id, model.id)));
    const [first, ...rest] = targets;
    if (!first) throw new CauseError(makeDiagnosis('models-empty', target.values, []));
    return [first, ...rest];
  }
  const [first, ...rest] = models.flatMap((typed) => {
    const isListed = target.block.models.some(({ id }) => id === typed);
    const name = isListed ? typed : resolveAlias(config.value, typed);
    const block = blocks.find(({ id }) => name.startsWith(`${id}/`));
    return block ? targetFor(block.id, name.slice(block.id.length + 1)) : targetFor(target.block.id, name);
  });
  if (first) return [first, ...rest];
  if (target.modelId) return [target];
  const configured = [primaryModel(config.value), ...fallbackModels(config.value)].filter(Boolean);
  throw new CauseError(
    makeDiagnosis('model-primary-missing', target.values, [`${configured.length} model(s) configured`]),
  );
}
