import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import { normaliseModel, unfitOnRoute } from '../../../openclaw/blocks/recipe-model-ids.js';
import { recipeOfRoute } from '../../../openclaw/blocks/recipes.js';
import { planAddition } from '../../../openclaw/changes/additions.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { requireConsent } from '../../prompts/consent.js';
import { changesText, diffText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { CauseError, EXIT_OK, UsageError } from '../../shared/errors.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { blockToChange } from './block-to-change.js';

/** `init --add-model`: lists more models in an existing block; everything else stays. */
export async function addModel(io: Io, options: InitOptions): Promise<Result> {
  const snapshot = await openSnapshot(io, options);
  refuseBrokenConfig(snapshot);
  const { place } = snapshot;
  const block = blockToChange(snapshot, options.providerId);
  if (!block) {
    const values = { file: place.configPath, provider: options.providerId };
    throw new CauseError(makeDiagnosis('provider-block-missing', values, []));
  }
  const models = (options.addModel ?? [])
    .flatMap((text) => text.split(','))
    .map((text) => modelFor(text, block, snapshot));
  const plan = await convertRefusals(place, async () => planAddition(block.id, models, snapshot));
  const style = styleOf(io, 'stderr', options);
  const common = { providerId: block.id, models, notes: plan.notes };
  const diff = diffText(plan, io.redactor, style);
  if (options.dryRun) {
    const document = { ...common, changes: planDocument(plan), dryRun: true };
    return { exitCode: EXIT_OK, document, human: diff || 'Nothing to change.\n' };
  }
  if (!options.json) io.err(`${diff}\n${plan.notes.map((note) => `Note: ${note}\n`).join('')}`);
  if (diff && !options.yes && mayAsk(io, options)) {
    await requireConsent(io, options, {
      message: 'Write these changes?',
      refusal: 'Nothing was written.',
      hint: '',
    });
  }
  const written = await writePlan(plan, 'init --add-model');
  return {
    exitCode: EXIT_OK,
    document: { ...common, changes: planDocument(plan, written) },
    human: `${changesText(written, style)}\nNext: cf-aig test-model ${models.map((id) => `${block.id}/${id}`).join(' ')}\n`,
  };
}

/** Parses a model id and gives it the form of the block's route. */
function modelFor(text: string, block: ProviderBlock, { origins }: Snapshot): string {
  const typed = text.trim().replace(new RegExp(`^${block.id}/`), '');
  const route = parseBaseUrl(block.baseUrl ?? '', origins, block.api).url?.route;
  const recipe = recipeOfRoute(route);
  const id = recipe ? normaliseModel(recipe, undefined, typed).id : typed;
  const problem = route === undefined ? undefined : unfitOnRoute(route, id);
  if (!id || /\s/.test(id) || problem) {
    const expected = problem?.values.expected;
    throw new UsageError(
      `--add-model ${text}: this is not a model id for the route ${route ?? 'of the block'}`,
      problem?.cause === 'dynamic-route-needs-compat'
        ? 'Dynamic routes need /compat.'
        : expected
          ? `Try ${expected}.`
          : 'An example is openai/gpt-4o-mini.',
    );
  }
  return id;
}
