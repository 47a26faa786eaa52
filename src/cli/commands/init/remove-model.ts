import { primaryModel } from '../../../openclaw/blocks/model-refs.js';
import { planModelRemoval } from '../../../openclaw/changes/additions.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { applyChange, type ModelsDocument, openBlock, readModelList } from './change-models.js';

/** `init --remove-model`: takes models out of an existing block; everything else stays. */
export async function removeModel(io: Io, options: InitOptions): Promise<Result<ModelsDocument>> {
  const { snapshot, block } = await openBlock(io, options);
  const { place, config } = snapshot;
  const models = readModelList(options.removeModel, block);
  const primary = primaryModel(config.value);
  for (const id of models) {
    if (!block.models.some((model) => model.id === id)) {
      throw new UsageError(
        `--remove-model ${id}: models.providers["${block.id}"] does not list ${id}`,
        `It lists ${block.models.map((model) => model.id).join(', ')}.`,
      );
    }
    if (primary?.providerId === block.id && primary.modelId === id) {
      throw new UsageError(
        `--remove-model ${id}: it is the primary model`,
        'Choose another one first: cf-aig init --model <id>',
      );
    }
  }
  const plan = await convertRefusals(place, async () =>
    planModelRemoval({ providerId: block.id, ids: models }, snapshot),
  );
  return applyChange(io, options, {
    command: 'init --remove-model',
    plan,
    providerId: block.id,
    models,
    notes: plan.notes,
    needsConsent: true,
    next: 'To restore it: cf-aig undo',
  });
}
