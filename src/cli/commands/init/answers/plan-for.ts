import type { ModelPrice } from '../../../../gateway/management/management-responses.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import type { Setup } from '../../../../openclaw/blocks/recipes.js';
import { type Plan, planSetup } from '../../../../openclaw/changes/setup-plan.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import { convertRefusals } from '../../../shared/edit-refusals.js';
import { type Answers, allModels } from './answers.js';
import type { InitOptions } from './init-options.js';

/** The gateway's prices, by model id in the form of `/compat`. */
export type Prices = ReadonlyMap<string, ModelPrice>;

export function setupOf(
  answers: Answers,
  { providerId }: Pick<InitOptions, 'providerId'> = {},
  prices?: Prices,
): Setup {
  const { accountId, gateway, recipe, pay, provider, model, token, providerKey, fallbacks } = answers;
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
  };
}

/** Plans the changes for the answers. Throws CauseError if a file cannot be edited safely. */
export function planFor(
  answers: Answers,
  options: Pick<InitOptions, 'providerId' | 'keepPrimary'>,
  snapshot: Snapshot,
  prices?: Prices,
): Promise<Plan> {
  const { keepPrimary } = options;
  return convertRefusals(snapshot.place, async () =>
    planSetup(setupOf(answers, options, prices), { ...snapshot, keepPrimary }),
  );
}
