import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { configTroubles } from '../../../doctor/config/config-troubles.js';
import type { DoctorContext, Target } from '../../../lab/context.js';
import { fallbackModels, primaryModel } from '../../../openclaw/blocks/model-refs.js';
import { CauseError } from '../../shared/errors.js';

export interface Wanted {
  /** As in OpenClaw's config, with or without the provider's id; empty: the primary model. */
  models: readonly string[];
  /** Every model that the config lists. */
  all?: boolean;
}

/** One target per model to test: named ones, all that are listed, or the primary. */
export async function targetsOf(context: DoctorContext, { models, all }: Wanted): Promise<Target[]> {
  const config = await context.config();
  const [trouble] = await configTroubles(context);
  if (trouble) throw new CauseError(trouble);
  const blocks = await context.blocks();
  const [main] = blocks;
  const { providerId } = context.input;
  if (!main || !config.value || (providerId !== undefined && main.id !== providerId)) {
    const there = blocks.map(({ id }) => `there is: ${id}`);
    throw new CauseError(makeDiagnosis('provider-block-missing', await context.values(), there));
  }

  if (all) {
    const listed = blocks.flatMap((block) => block.models.map(({ id }) => ({ block, id })));
    if (!listed.length) throw new CauseError(makeDiagnosis('models-empty', await context.values(), []));
    return Promise.all(listed.map(({ block, id }) => context.targetFor(block, id)));
  }
  if (models.length) {
    return Promise.all(
      models.map((name) => {
        const block = blocks.find(({ id }) => name.startsWith(`${id}/`));
        return block
          ? context.targetFor(block, name.slice(block.id.length + 1))
          : context.targetFor(main, name);
      }),
    );
  }
  const target = (await context.target())!;
  if (target.modelId) return [target];
  const configured = [primaryModel(config.value), ...fallbackModels(config.value)].filter(Boolean);
  throw new CauseError(
    makeDiagnosis('model-primary-missing', await context.values(), [
      `${configured.length} model(s) configured`,
    ]),
  );
}
