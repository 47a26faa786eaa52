import { parsePasted } from '../../../../gateway/address/pasted.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { findRecipe, RECIPE_NAMES, RECIPES } from '../../../../openclaw/blocks/recipes.js';
import { type Missing, UsageError } from '../../../shared/errors.js';
import type { AnswerKey, Answers, Given, Known } from './answers.js';
import { ANSWER_KEYS, FIELDS } from './fields.js';

/** What flags say is judged aloud; what an existing setup says is only a proposal. */
export interface Gathered {
  given: Given;
  proposed: Given;
}

/** What is given, checked and normalised. Throws UsageError for the first that is wrong. */
export function settle({ given, proposed }: Gathered): Known {
  const unchecked = unfold(given);
  // What the model implies need not be in the table of providers: Auto Router and dynamic routes choose their own.
  const known: Known = unchecked.provider === undefined ? { provider: impliedProvider(unchecked) } : {};
  for (const key of ANSWER_KEYS) accept(key, unchecked, known);
  const models = (ids: readonly string[] | undefined) => ids?.map((id) => required('model', id, known));
  known.moreModels = models(unchecked.moreModels);
  known.fallbacks = models(unchecked.fallbacks);
  for (const key of ANSWER_KEYS) propose(key, proposed, known);
  return known;
}

function accept<K extends AnswerKey>(key: K, given: Given, known: Known): void {
  const text = given[key];
  if (text !== undefined) known[key] = required(key, text, known);
}

function propose<K extends AnswerKey>(key: K, proposed: Given, known: Known): void {
  const text = proposed[key];
  if (known[key] !== undefined || text === undefined) return;
  const checked = FIELDS[key].check(text, known);
  if (checked.ok) known[key] = checked.value;
}

/** Account and gateway out of a URL that was pasted for either of them. */
function unfold(given: Given): Given {
  const pasted = parsePasted(given.accountId ?? '') ?? parsePasted(given.gateway ?? '');
  if (!pasted) return { ...given };
  const plain = (text: string | undefined) => (text && !/[/:]/.test(text) ? text : undefined);
  return {
    ...given,
    accountId: plain(given.accountId) ?? pasted.accountId ?? given.accountId,
    gateway: plain(given.gateway) ?? pasted.gateway ?? given.gateway,
  };
}

function required<K extends AnswerKey>(key: K, text: string, known: Known): Answers[K] {
  const { flag, env, check } = FIELDS[key];
  const checked = check(text, known);
  if (checked.ok) return checked.value;
  const where = env ? `${flag} (or ${env})` : flag;
  throw new UsageError(`${where}: ${checked.problem}`, checked.hint);
}

/** The model names its provider, or the recipe has only one. */
function impliedProvider({ recipe = 'compat', model = '' }: Given): string | undefined {
  const name = RECIPE_NAMES.find((one) => one === recipe);
  return name && (normaliseModel(name, undefined, model).provider || undefined);
}

/** What follows from the rest: one route serves every provider, and Cloudflare can pay them. */
export function withDefaults(known: Known): Known {
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

/** All that is still missing, at once. */
export function missingOf(known: Known): Missing[] {
  return ANSWER_KEYS.filter((key) => FIELDS[key].wanted(known) && known[key] === undefined)
    .filter((key) => key !== 'provider' || known.model !== undefined)
    .map((key) => ({ flag: FIELDS[key].flag, env: FIELDS[key].env, why: FIELDS[key].why }));
}

/** Complete answers, or one error that names every flag that is missing. */
export function complete(known: Known): Answers {
  const settled = withDefaults(known);
  requireRecipe(settled);
  const missing = missingOf(settled);
  // What is not needed is empty.
  const answers = { ...settled, token: settled.token ?? '', providerKey: settled.providerKey ?? '' };
  if (missing.length || !isComplete(answers)) {
    throw new UsageError(
      `${missing.length === 1 ? 'one answer is' : `${missing.length} answers are`} missing, and there is no terminal to ask in`,
      'Run it in a terminal to be asked, or give the flags.',
      missing,
    );
  }
  return answers;
}

function isComplete(known: Known): known is Answers {
  const lists = known.moreModels !== undefined && known.fallbacks !== undefined;
  return lists && ANSWER_KEYS.every((key) => known[key] !== undefined);
}

export function requireRecipe({ recipe, pay }: Known): void {
  if (!recipe || !pay || findRecipe(recipe, pay)) return;
  const ways = RECIPES.filter(({ name }) => name === recipe).map(({ payment }) => payment);
  throw new UsageError(
    `--recipe ${recipe} cannot go with --pay ${pay}`,
    `It goes with: --pay ${ways.join(', --pay ')}.`,
  );
}
