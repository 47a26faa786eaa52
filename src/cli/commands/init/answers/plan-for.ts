import type { ModelPrice } from '../../../../gateway/management/management-responses.js';
import { PROVIDER_ID, PROVIDERS_PATH, type ProviderBlock } from '../../../../openclaw/blocks/block.js';
import { addressOf } from '../../../../openclaw/blocks/block-address.js';
import { embeddingKeyVariable } from '../../../../openclaw/blocks/memory-search.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { recipeOfRoute, type Setup } from '../../../../openclaw/blocks/recipes.js';
import { blockIdFor, modelsLost } from '../../../../openclaw/changes/block-choice.js';
import { type Plan, planSetup } from '../../../../openclaw/changes/setup-plan.js';
import { withSkill } from '../../../../openclaw/changes/skill/skill-plan.js';
import { valueAt } from '../../../../openclaw/files/tree.js';
import { firstVersionWith, hasFeature } from '../../../../openclaw/machine/openclaw-features.js';
import { modelsWithoutKey } from '../../../../openclaw/secrets/key-provider.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { convertRefusals } from '../../../shared/edit-refusals.js';
import { UsageError } from '../../../shared/errors.js';
import { type Answers, allModels } from './answers.js';
import { FIELDS } from './fields.js';
import { headerChanges } from './header-flags.js';
import type { InitOptions } from './init-options.js';
import { embeddingModel } from './memory-search-flag.js';

/** The gateway's prices, by model id in the form of `/compat`. */
export type Prices = ReadonlyMap<string, ModelPrice>;

export function setupOf(
  answers: Answers,
  { providerId, header, memorySearch }: Pick<InitOptions, 'providerId' | 'header' | 'memorySearch'> = {},
  prices?: Prices,
): Setup {
  const { accountId, gateway, recipe, pay, provider, model, token, providerKey, fallbacks, dropped } =
    answers;
  return {
    accountId,
    gateway,
    recipe,
    payment: pay,
    provider,
    models: allModels(answers).map((id) => ({
      id,
      price: prices?.get(normaliseModel('compat', provider, id).id),
    })),
    primary: model,
    fallbacks,
    token: token || undefined,
    providerKey: providerKey || undefined,
    providerId,
    headers: headerChanges(header),
    memorySearch: embeddingModel(memorySearch),
    dropped,
  };
}

/** Plans the changes for the answers. Throws CauseError if a file cannot be edited safely. */
export async function planFor(
  answers: Answers,
  options: Pick<
    InitOptions,
    'providerId' | 'keepPrimary' | 'model' | 'recipe' | 'header' | 'memorySearch' | 'skill'
  >,
  snapshot: Snapshot,
  prices?: Prices,
): Promise<Plan> {
  const { keepPrimary } = options;
  const providerId = blockIdOf(answers, options, snapshot);
  const setup = setupOf(answers, { ...options, providerId }, prices);
  requireMemorySearch(setup, snapshot);
  const plan = await convertRefusals(snapshot.place, async () =>
    planSetup(setup, { ...snapshot, keepPrimary }),
  );
  requireFallbackKeys(setup, plan, snapshot);
  return options.skill ? withSkill(plan, snapshot) : plan;
}

/** The installed OpenClaw has to know `memory.search`, and with own keys the embeddings need a key of their provider. */
function requireMemorySearch(setup: Setup, { environment, installation, place }: Snapshot): void {
  if (setup.memorySearch === undefined) return;
  if (!hasFeature(installation?.version, 'memory-search')) {
    throw new UsageError(
      `--memory-search needs OpenClaw ${firstVersionWith('memory-search')} or newer, and ${installation?.version} is installed`,
      'Update OpenClaw, or leave out --memory-search.',
    );
  }
  const variable = embeddingKeyVariable(setup);
  if (variable === undefined || environment.lookup(variable)?.value) return;
  throw new UsageError(
    `with --pay ${setup.payment} the embeddings of ${setup.memorySearch} need a key of their provider, and ${variable} is not set`,
    `Put it into ${place.envPath}, or leave out --memory-search.`,
  );
}

/** With own keys, `init` has only that of the primary model's provider. */
function requireFallbackKeys(
  setup: Setup,
  { fallbackKeys = [] }: Plan,
  { environment, place }: Snapshot,
): void {
  const keys = fallbackKeys.map((key) => ({ ...key, value: environment.lookup(key.variable)?.value }));
  const missing = keys.filter(({ value }) => !value).map(({ variable }) => variable);
  if (missing.length) {
    throw new UsageError(
      `with --pay ${setup.payment} a fallback of another provider needs that provider's key, and ${missing.join(', ')} is not set`,
      `Export it or put it into ${place.envPath}, or choose a fallback of ${setup.provider}.`,
    );
  }
  for (const { provider, variable, value = '' } of keys) {
    const checked = FIELDS.providerKey.check(value, { provider });
    if (!checked.ok) throw new UsageError(`${variable}: ${checked.problem}`, checked.hint);
  }
}

/** `--recipe` changes the route of a block; without it, no block takes a route that its models cannot use. With own keys, no
 * block takes a key that they cannot use. */
function blockIdOf(
  answers: Answers,
  { providerId, model, recipe }: Pick<InitOptions, 'providerId' | 'model' | 'recipe'>,
  snapshot: Snapshot,
): string | undefined {
  const request = { ...answers, payment: answers.pay, keepsModel: model === undefined };
  const block = snapshot.blocks.find(({ id }) => id === (providerId ?? PROVIDER_ID));
  const changesRoute =
    recipe !== undefined && recipeOfRoute(block && addressOf(block, snapshot.origins).route) !== recipe;
  const [unpaid] = block && !changesRoute ? modelsWithoutKey(block, request, snapshot) : [];
  if (providerId === undefined)
    return recipe === undefined || unpaid !== undefined ? blockIdFor(request, snapshot) : undefined;
  requireGateway(providerId, block, snapshot);
  if (recipe === undefined) requireRoute(answers, providerId, block, snapshot);
  if (unpaid === undefined) return providerId;
  throw new UsageError(
    `with --pay ${answers.pay} models.providers["${providerId}"] would have the key of ${answers.provider}, which does not serve its ${unpaid}`,
    'Leave out --provider-id: it then gets an entry of its own.',
  );
}

function requireGateway(providerId: string, block: ProviderBlock | undefined, { config }: Snapshot): void {
  const isFree = valueAt(config.value, [...PROVIDERS_PATH, providerId]) === undefined;
  if (block || isFree) return;
  throw new UsageError(
    `models.providers["${providerId}"] does not use a gateway, so init leaves it as it is`,
    'Give --provider-id another name, or leave it out.',
  );
}

function requireRoute(
  answers: Answers,
  providerId: string,
  block: ProviderBlock | undefined,
  snapshot: Snapshot,
): void {
  const [lost] = block ? modelsLost(block, answers.recipe, snapshot) : [];
  if (lost === undefined) return;
  throw new UsageError(
    `the address of models.providers["${providerId}"] does not serve ${allModels(answers).join(', ')}, and --recipe ${answers.recipe} would not serve its ${lost}`,
    `Leave out --provider-id for an entry of its own, or add --recipe ${answers.recipe} to change this one.`,
  );
}
