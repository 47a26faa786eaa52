import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import { isResolvedByGateway } from '../../../gateway/providers/model-id-form.js';
import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import { addressOf } from '../../../openclaw/blocks/block-address.js';
import { normaliseModel, providerSlugOf, unfitOnRoute } from '../../../openclaw/blocks/recipe-model-ids.js';
import { keyVariableOf, recipeOfRoute } from '../../../openclaw/blocks/recipes.js';
import { planAddition } from '../../../openclaw/changes/additions.js';
import { blockBeside, type Request } from '../../../openclaw/changes/block-choice.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import { paymentOf } from '../../../openclaw/secrets/credential-roles.js';
import { resolveCredentials } from '../../../openclaw/secrets/credentials.js';
import { keyProviderOf } from '../../../openclaw/secrets/key-provider.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { requireConsent } from '../../prompts/consent.js';
import { changesText, diffText, notesText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { CauseError, EXIT_OK, UsageError } from '../../shared/errors.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import { fromExisting, usualKey, variable } from './answers/answer-sources.js';
import { complete, resolveAnswers, severalKeys } from './answers/gather-answers.js';
import type { InitOptions } from './answers/init-options.js';
import { planFor } from './answers/plan-for.js';
import { blockToChange } from './block-to-change.js';
import { refusalNote, refusalOf } from './refused-config.js';

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
  const plan = await planFitting(io, options, block, models, snapshot);
  const { providerId } = plan;
  const refusal = await refusalOf(io, snapshot, options);
  const notes = [...(refusal ? [refusalNote(refusal)] : []), ...plan.notes];
  const style = styleOf(io, 'stderr', options);
  const common = { providerId, models, notes };
  const diff = diffText(plan, io.redactor, style);
  if (options.dryRun) {
    const document = { ...common, changes: planDocument(plan), dryRun: true };
    if (!options.json) {
      io.out(diff || 'Nothing to change.\n');
      io.err(notesText(notes, style));
    }
    return { exitCode: EXIT_OK, document, human: '' };
  }
  if (!options.json) io.err(`${diff}\n${notesText(notes, style)}`);
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
    human: `${changesText(written, style)}\nNext: cf-aig test-model ${models.map((id) => `${providerId}/${id}`).join(' ')}\n`,
  };
}

/** With own keys, models of another provider than the key's go into a block beside this one. */
async function planFitting(
  io: Io,
  options: InitOptions,
  block: ProviderBlock,
  models: readonly string[],
  snapshot: Snapshot,
): Promise<Plan> {
  const { place } = snapshot;
  const request = requestBeside(block, models, snapshot);
  const { id, isNew } = request ? blockBeside(block, request, snapshot) : { id: block.id, isNew: false };
  if (!request || !isNew) return convertRefusals(place, async () => planAddition(id, models, snapshot));
  const { provider, payment, accountId, gateway, recipe } = request;
  const { providerKeyEnv } = options;
  const providerKey = providerKeyEnv
    ? variable(io, providerKeyEnv, '--provider-key-env')
    : usualKey(snapshot, provider);
  io.redactor.add(providerKey);
  if (!providerKey) {
    throw new UsageError(
      `--add-model ${models.join(' ')}: models.providers["${block.id}"] has the key of ${keyProviderOf(block, snapshot)}, and ${provider} needs its own`,
      `Name the variable that has it: --provider-key-env <name>. Or put ${keyVariableOf(provider)} into ${place.envPath}.`,
    );
  }
  const { token } = fromExisting(snapshot, { providerId: block.id });
  const [model, ...moreModels] = models;
  const given = { accountId, gateway, recipe, provider, providerKey, token, pay: payment, model, moreModels };
  const answers = complete(resolveAnswers({ given, proposed: {} }));
  return planFor(answers, { providerId: id, keepPrimary: true }, snapshot);
}

/** A block for the models like this one, if only the key does not fit. Throws UsageError. */
function requestBeside(
  block: ProviderBlock,
  models: readonly string[],
  snapshot: Snapshot,
): Request | undefined {
  const { accountId, gateway, route } = addressOf(block, snapshot.origins);
  const recipe = recipeOfRoute(route);
  const owner = keyProviderOf(block, snapshot);
  if (!owner || !accountId || !gateway || !recipe) return undefined;
  const payment = paymentOf(resolveCredentials(block, snapshot.environment));
  const problem = severalKeys({ pay: payment, recipe, model: models[0], moreModels: models.slice(1) });
  if (problem) throw new UsageError(`--add-model: ${problem.message}`, problem.hint);
  const provider = models
    .filter((id) => !isResolvedByGateway(id))
    .map((id) => providerSlugOf(route, id))
    .find((slug) => slug !== undefined);
  if (payment === 'stored' || provider === undefined || provider === owner) return undefined;
  return { accountId, gateway, recipe, payment, provider };
}

/** Parses a model id and gives it the form of the block's route. */
function modelFor(text: string, block: ProviderBlock, { origins }: Snapshot): string {
  const typed = text.trim().replace(new RegExp(`^${block.id}/`), '');
  const { route } = addressOf(block, origins);
  const recipe = recipeOfRoute(route);
  const id = recipe ? normaliseModel(recipe, undefined, typed).id : typed;
  const problem = route === undefined ? undefined : unfitOnRoute(route, id);
  if (!id || /\s/.test(id) || problem) {
    const expected = problem?.values.expected;
    throw new UsageError(
      `--add-model ${text}: this is not a model id for the address ${route ? `.../${route}` : 'of this setup'}`,
      problem?.cause === 'dynamic-route-needs-compat'
        ? 'Only an address that ends in /compat serves dynamic routes.'
        : expected
          ? `Try ${expected}.`
          : 'An example is openai/gpt-4o-mini.',
    );
  }
  return id;
}
