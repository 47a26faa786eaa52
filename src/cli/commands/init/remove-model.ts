import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { primaryModel } from '../../../openclaw/blocks/model-refs.js';
import { planModelRemoval } from '../../../openclaw/changes/additions.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import { requireConsent } from '../../prompts/consent.js';
import { changesText, diffText, notesText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { CauseError, EXIT_OK, UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { blockToChange } from './block-to-change.js';

/** `init --remove-model`: takes models out of an existing block; everything else stays. */
export async function removeModel(io: Io, options: InitOptions): Promise<Result> {
  const snapshot = await openSnapshot(io, options);
  refuseBrokenConfig(snapshot);
  const { place, config } = snapshot;
  const block = blockToChange(snapshot, options.providerId);
  if (!block) {
    const values = { file: place.configPath, provider: options.providerId };
    throw new CauseError(makeDiagnosis('provider-block-missing', values, []));
  }
  const models = (options.removeModel ?? [])
    .flatMap((text) => text.split(','))
    .map((text) => text.trim().replace(new RegExp(`^${block.id}/`), ''));
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
  const style = styleOf(io, 'stderr', options);
  const diff = diffText(plan, io.redactor, style);
  const common = { providerId: block.id, models, notes: plan.notes };
  if (options.dryRun) {
    if (!options.json) {
      io.out(diff);
      io.err(notesText(plan.notes, style));
    }
    return {
      exitCode: EXIT_OK,
      document: { ...common, changes: planDocument(plan), dryRun: true },
      human: '',
    };
  }
  if (!options.json) io.err(`${diff}\n${notesText(plan.notes, style)}`);
  if (!options.yes) {
    await requireConsent(io, options, {
      message: 'Write these changes?',
      refusal: 'Nothing was written.',
      hint: 'Add --yes to do it without a prompt.',
    });
  }
  const written = await writePlan(plan, 'init --remove-model');
  return {
    exitCode: EXIT_OK,
    document: { ...common, changes: planDocument(plan, written) },
    human: `${changesText(written, style)}\nTo restore it: cf-aig undo\n`,
  };
}
