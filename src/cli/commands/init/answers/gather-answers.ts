import { isResolvedByGateway } from '../../../../gateway/providers/model-id-form.js';
import { normaliseModel, providerSlugOf, servesModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import {
  findRecipe,
  PAYMENTS,
  RECIPE_NAMES,
  RECIPES,
  routeOfRecipe,
} from '../../../../openclaw/blocks/recipes.js';
import { recipeFor } from '../../../../openclaw/changes/block-choice.js';
import { type Missing, UsageError } from '../../../shared/errors.js';
import type { AnswerKey, Answers, PartialAnswers, RawAnswers } from './answers.js';
import { ANSWER_KEYS, FIELDS } from './fields.js';

export interface Gathered {
  /** Explicit answers, from flags and variables. */
  given: RawAnswers;
  /** Answers of an existing setup, which are ignored if they are invalid. */
  proposed: RawAnswers;
  /** The own key of a provider that OpenClaw has, for a model of another provider than the existing setup's. */
  keyOf?(provider: string): string | undefined;
}

/** Checks and normalises the answers. Throws UsageError for the first given one that is invalid. */
export function resolveAnswers({ given, proposed, keyOf }: Gathered): PartialAnswers {
  const unchecked = given;
  // A provider that the model implies may be missing in the table: Auto Router and dynamic routes choose one themselves.
  const known: PartialAnswers =
    unchecked.provider === undefined ? { provider: impliedProvider(unchecked) } : {};
  for (const key of ANSWER_KEYS) accept(key, unchecked, known);
  // The provider of the primary model says nothing about another one that names its own, known or not.
  const takesProvider = (id: string) => !id.includes('/') || unchecked.model?.split('/').length !== 2;
  const knownFor = (id: string) => {
    const named = unchecked.provider ?? normaliseModel('compat', undefined, id).provider;
    return { ...known, provider: named || (takesProvider(id) ? known.provider : undefined) };
  };
  known.moreModels = unchecked.moreModels?.map((id) => required('model', id, knownFor(id)));
  const fallbacks = unchecked.fallbacks?.map((id) => requiredFallback(id, knownFor(id)));
  known.fallbacks = fallbacks && [...new Set(fallbacks)];
  // A key of another provider than the model's.
  const { provider } = known;
  const isOthersKey = proposed.provider !== undefined && proposed.provider !== provider;
  const usable =
    provider !== undefined && isOthersKey ? { ...proposed, providerKey: keyOf?.(provider) } : proposed;
  for (const key of ANSWER_KEYS) propose(key, usable, known);
  return known;
}

/** The route comes from the model: that of an existing setup is kept only if it serves every model that is given. */
export function withRoute(given: RawAnswers, proposed: RawAnswers): RawAnswers {
  if (given.recipe !== undefined || given.model === undefined) return given;
  const oneOf = <T extends string>(known: readonly T[], text?: string) => known.find((one) => one === text);
  const models = [given.model, ...(given.moreModels ?? [])];
  const recipe = recipeFor(models, oneOf(RECIPE_NAMES, proposed.recipe), oneOf(PAYMENTS, given.pay));
  return { ...given, recipe };
}

function accept<K extends AnswerKey>(key: K, given: RawAnswers, known: PartialAnswers): void {
  const text = given[key];
  if (text !== undefined) known[key] = required(key, text, known);
}

function propose<K extends AnswerKey>(key: K, proposed: RawAnswers, known: PartialAnswers): void {
  const text = proposed[key];
  if (known[key] !== undefined || text === undefined) return;
  const checked = FIELDS[key].check(text, known);
  if (checked.ok) known[key] = checked.value;
}

function required<K extends AnswerKey>(
  key: K,
  text: string,
  known: PartialAnswers,
  flag = FIELDS[key].flag,
): Answers[K] {
  const { env, check } = FIELDS[key];
  const checked = check(text, known);
  if (checked.ok) return checked.value;
  const source = env ? `${flag} (or ${env})` : flag;
  throw new UsageError(`${source}: ${checked.problem}`, checked.hint);
}

/** A fallback that the route of the primary model does not serve gets a block on `compat`. */
function requiredFallback(id: string, known: PartialAnswers): string {
  const isServed = known.recipe === undefined || servesModel(known.recipe, id);
  return required('model', id, isServed ? known : { ...known, recipe: 'compat' }, '--fallback');
}

/** The provider in the model id, or the recipe's only one. */
function impliedProvider({ recipe = 'compat', model = '' }: RawAnswers): string | undefined {
  const name = RECIPE_NAMES.find((candidate) => candidate === recipe);
  return name && (normaliseModel(name, undefined, model).provider || undefined);
}

/** Fills in defaults: the recipe compat, stored keys, and the provider that the model implies. */
export function withDefaults(known: PartialAnswers): PartialAnswers {
  const recipe = known.recipe ?? 'compat';
  return {
    ...known,
    recipe,
    pay: known.pay ?? 'stored',
    provider: known.provider ?? impliedProvider({ ...known, recipe }),
    model: known.model && normaliseModel(recipe, known.provider, known.model).id,
    moreModels: known.moreModels?.map((model) => normaliseModel(recipe, undefined, model).id) ?? [],
    fallbacks: known.fallbacks?.map((model) => normaliseModel(recipe, undefined, model).id) ?? [],
  };
}

/** All missing answers. */
export function missingOf(known: PartialAnswers): Missing[] {
  return ANSWER_KEYS.filter((key) => FIELDS[key].isNeeded(known) && known[key] === undefined)
    .filter((key) => key !== 'provider' || known.model !== undefined)
    .map((key) => ({ flag: FIELDS[key].flag, env: FIELDS[key].env, why: FIELDS[key].why }));
}

/** Throws a UsageError that lists every missing flag. `tokenHint`: where a token could come from. */
export function complete(known: PartialAnswers, tokenHint = ''): Answers {
  const filled = withDefaults(known);
  requireRecipe(filled);
  const problem = severalKeys(filled);
  if (problem) throw new UsageError(problem.message, problem.hint);
  const missing = missingOf(filled);
  // Answers that are not needed are empty.
  const answers = { ...filled, token: filled.token ?? '', providerKey: filled.providerKey ?? '' };
  if (missing.length || !isComplete(answers)) {
    throw new UsageError(
      `${missing.length === 1 ? 'one answer is' : `${missing.length} answers are`} missing, and there is no terminal to prompt in`,
      `Run it in a terminal to be asked, or give the flags.${filled.token === undefined && tokenHint ? `\n${tokenHint}` : ''}`,
      missing,
    );
  }
  return answers;
}

function isComplete(known: PartialAnswers): known is Answers {
  const lists = known.moreModels !== undefined && known.fallbacks !== undefined;
  return lists && ANSWER_KEYS.every((key) => known[key] !== undefined);
}

export function requireRecipe({ recipe, pay }: PartialAnswers): void {
  if (!recipe || !pay || findRecipe(recipe, pay)) return;
  const payments = RECIPES.filter(({ name }) => name === recipe).map(({ payment }) => payment);
  throw new UsageError(
    `--recipe ${recipe} does not support --pay ${pay}`,
    `It supports --pay ${payments.join(', --pay ')}.`,
  );
}

/** What is wrong with models of several providers, if an own key pays for them; fallbacks have keys of their own. */
export function severalKeys({
  pay,
  recipe,
  model,
  moreModels = [],
  fallbacks = [],
}: PartialAnswers): { message: string; hint: string } | undefined {
  if (!pay || pay === 'stored' || !recipe || model === undefined) return undefined;
  const route = routeOfRecipe(recipe);
  const models = [model, ...moreModels.filter((id) => !fallbacks.includes(id))];
  const providers = new Set(
    models.filter((id) => !isResolvedByGateway(id)).flatMap((id) => providerSlugOf(route, id) ?? []),
  );
  if (providers.size < 2) return undefined;
  return {
    message: `with --pay ${pay} one key serves one provider, and these models are of ${[...providers].join(', ')}`,
    hint: 'Run init once for each provider, with its key. Or name the others as --fallback, or let Cloudflare pay: --pay stored.',
  };
}
