import { isResolvedByGateway } from '../../../gateway/providers/model-id-form.js';
import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import { addressOf } from '../../../openclaw/blocks/block-address.js';
import { normaliseModel, providerSlugOf, unfitOnRoute } from '../../../openclaw/blocks/recipe-model-ids.js';
import { keyVariableOf, recipeOfRoute } from '../../../openclaw/blocks/recipes.js';
import { planAddition } from '../../../openclaw/changes/additions.js';
import { blockBeside, type Request } from '../../../openclaw/changes/block-choice.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { paymentOf } from '../../../openclaw/secrets/credential-roles.js';
import { resolveCredentials } from '../../../openclaw/secrets/credentials.js';
import { keyProviderOf } from '../../../openclaw/secrets/key-provider.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { UsageError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import type { Result } from '../../shared/result.js';
import { fromExisting, usualKey, variable } from './answers/answer-sources.js';
import { complete, resolveAnswers, severalKeys } from './answers/gather-answers.js';
import type { InitOptions } from './answers/init-options.js';
import { planFor } from './answers/plan-for.js';
import { applyChange, type ModelsDocument, openBlock, readModelList } from './change-models.js';
import { refusalNote, refusalOf } from './refused-config.js';

/** `init --add-model`: lists more models in an existing block; everything else stays. */
export async function addModel(io: Io, options: InitOptions): Promise<Result<ModelsDocument>> {
  const { snapshot, block } = await openBlock(io, options);
  const models = readModelList(options.addModel, block).map((id) => modelFor(id, block, snapshot));
  const plan = await planFitting(io, options, block, models, snapshot);
  const { providerId } = plan;
  const refusal = await refusalOf(io, snapshot, options);
  return applyChange(io, options, {
    command: 'init --add-model',
    plan,
    providerId,
    models,
    notes: [...(refusal ? [refusalNote(refusal)] : []), ...plan.notes],
    needsConsent: false,
    next: `Next: cf-aig test-model ${models.map((id) => `${providerId}/${id}`).join(' ')}`,
  });
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
function modelFor(typed: string, block: ProviderBlock, { origins }: Snapshot): string {
  const { route } = addressOf(block, origins);
  const recipe = recipeOfRoute(route);
  const id = recipe ? normaliseModel(recipe, undefined, typed).id : typed;
  const problem = route === undefined ? undefined : unfitOnRoute(route, id);
  if (!id || /\s/.test(id) || problem) {
    const expected = problem?.values.expected;
    throw new UsageError(
      `--add-model ${typed}: this is not a model id for the address ${route ? `.../${route}` : 'of this setup'}`,
      problem?.cause === 'dynamic-route-needs-compat'
        ? 'Only an address that ends in /compat serves dynamic routes.'
        : expected
          ? `Try ${expected}.`
          : 'An example is openai/gpt-4o-mini.',
    );
  }
  return id;
}
