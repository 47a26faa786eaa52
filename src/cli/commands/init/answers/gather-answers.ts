import { parsePasted } from '../../../../gateway/address/pasted.js';
import type { Checked } from '../../../../gateway/credentials/checked.js';
import { normaliseModel } from '../../../../openclaw/blocks/recipe-model-ids.js';
import { findRecipe, RECIPE_NAMES, RECIPES } from '../../../../openclaw/blocks/recipes.js';
import { type Missing, UsageError } from '../../../shared/errors.js';
import type { Answers, Known } from './answers.js';
import { FIELDS, type Field, fieldOf } from './fields.js';

/** Where an answer came from: what a flag says is judged aloud, what an existing file says is only a proposal. */
export interface Gathered {
  given: Known;
  proposed: Known;
}

/** What is given, checked and normalised. Throws UsageError for the first that is wrong. */
export function settle({ given, proposed }: Gathered): Known {
  const known = unfold(given);
  known.provider ??= impliedProvider(known);
  for (const field of FIELDS) {
    const text = known[field.key];
    if (text === undefined) continue;
    Object.assign(known, { [field.key]: accept(field, text, known) });
  }
  settleModels(known);
  for (const field of FIELDS) {
    const text = proposed[field.key];
    if (known[field.key] === undefined && text !== undefined && field.check(text, known).ok) {
      Object.assign(known, { [field.key]: text });
    }
  }
  return known;
}

/** The models beside the primary one, in the form of the same route. */
function settleModels(known: Known): void {
  const field = fieldOf('model');
  const accepted = (models: readonly string[]) => models.map((model) => accept(field, model, known));
  if (known.moreModels) known.moreModels = accepted(known.moreModels);
  if (known.fallbacks) known.fallbacks = accepted(known.fallbacks);
}

/** Account and gateway out of a URL that was pasted for either of them. */
function unfold(given: Known): Known {
  const pasted = parsePasted(given.accountId ?? '') ?? parsePasted(given.gateway ?? '');
  if (!pasted) return { ...given };
  const plain = (text: string | undefined) => (text && !/[/:]/.test(text) ? text : undefined);
  return {
    ...given,
    accountId: plain(given.accountId) ?? pasted.accountId ?? given.accountId,
    gateway: plain(given.gateway) ?? pasted.gateway ?? given.gateway,
  };
}

function accept(field: Field, text: string, known: Known): string {
  const checked: Checked = field.check(text, known);
  if (checked.ok) return checked.value;
  const where = field.env ? `${field.flag} (or ${field.env})` : field.flag;
  throw new UsageError(`${where}: ${checked.problem}`, checked.hint);
}

/** The model names its provider, or the recipe has only one. */
function impliedProvider({ recipe = 'compat', model = '' }: Known): string | undefined {
  if (!RECIPE_NAMES.includes(recipe)) return undefined;
  return normaliseModel(recipe, undefined, model).provider || undefined;
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
  return FIELDS.filter((field) => field.wanted(known) && known[field.key] === undefined)
    .filter((field) => field.key !== 'provider' || known.model !== undefined)
    .map(({ flag, env, why }) => ({ flag, env, why }));
}

/** Complete answers, or one error that names every flag that is missing. */
export function complete(known: Known): Answers {
  const answers = withDefaults(known);
  requireRecipe(answers);
  const missing = missingOf(answers);
  if (missing.length) {
    throw new UsageError(
      `${missing.length === 1 ? 'one answer is' : `${missing.length} answers are`} missing, and there is no terminal to ask in`,
      'Run it in a terminal to be asked, or give the flags.',
      missing,
    );
  }
  return { providerKey: '', token: '', ...answers } as Answers;
}

export function requireRecipe({ recipe, pay }: Known): void {
  if (!recipe || !pay || findRecipe(recipe, pay)) return;
  const ways = RECIPES.filter(({ name }) => name === recipe).map(({ payment }) => payment);
  throw new UsageError(
    `--recipe ${recipe} cannot go with --pay ${pay}`,
    `It goes with: --pay ${ways.join(', --pay ')}.`,
  );
}
