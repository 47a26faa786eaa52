import {
  checkModelId,
  isResolvedByGateway,
  type ModelIdProblem,
} from '../../gateway/providers/model-id-form.js';
import { providerByModelPrefix } from '../../gateway/providers/providers.js';
import { routeByName } from '../../gateway/providers/routes.js';
import { PROVIDER_ID } from './block.js';
import { providerOfRecipe, type Recipe, type RecipeName, recipeOfRoute, routeOfRecipe } from './recipes.js';

/**
 * A model id as the recipe's route wants it, whatever form it was typed in (`gpt-4o`, `openai/gpt-4o`, a full ref), and
 * the slug of the provider that will answer. A model of another provider than the route's comes back as typed with that
 * provider's slug, `''` where nothing tells the provider: the caller decides what to say.
 */
export function normaliseModel(
  recipe: RecipeName,
  provider: string | undefined,
  model: string,
): { id: string; provider: string } {
  const text = model
    .trim()
    .replace(new RegExp(`^${PROVIDER_ID}/`), '')
    .replace(/^models\//, '');
  const fixed = providerOfRecipe(recipe);
  if (fixed) {
    const id = checkModelId(routeOfRecipe(recipe), text)?.values.expected ?? text;
    return { id, provider: providerOfPrefix(prefixed(id)) ?? fixed };
  }
  const id = prefixed(text, recipe, provider);
  return { id, provider: providerOfPrefix(id) ?? provider ?? '' };
}

/** The id with its provider in front, as a route for all providers wants it; as typed where nothing tells the provider. */
function prefixed(text: string, recipe: RecipeName = 'compat', provider?: string): string {
  const expected = (id: string) => checkModelId(routeOfRecipe(recipe), id)?.values.expected;
  // Seen accepted and seen rejected without it; with it always right.
  if (recipe === 'compat' && text.startsWith('@')) return `workers-ai/${text}`;
  if (provider && providerOfPrefix(text) !== provider && !text.startsWith('@')) {
    const named = `${provider}/${text}`;
    const corrected = expected(text);
    // The provider is there already, misspelt.
    if (corrected && text.includes('/') && providerOfPrefix(corrected) === provider) return corrected;
    // A slug that is not spelt like the route's prefix (google-ai-studio on the REST API) is put right as well.
    if (!text.includes('/') || providerOfPrefix(text) === undefined) return expected(named) ?? named;
  }
  return expected(text) ?? text;
}

/** The provider named before the first slash. `dynamic` and custom providers stand for themselves. */
function providerOfPrefix(id: string): string | undefined {
  const slash = id.indexOf('/');
  if (slash < 0) return undefined;
  const prefix = id.slice(0, slash);
  if (isResolvedByGateway(id)) return prefix;
  return providerByModelPrefix(prefix)?.slug;
}

/** Whether the id has the form that the recipe's route wants; only what is plainly unfit is called so. */
export function fitsRecipe(recipe: Pick<Recipe, 'name' | 'route'>, id: string): boolean {
  if (checkModelId(recipe.route, id)) return false;
  const fixed = providerOfRecipe(recipe.name);
  return !fixed || (providerOfPrefix(prefixed(id)) ?? fixed) === fixed;
}

/** Whether the route of a recipe is known to serve a model, in whatever form its id was typed. */
export function servesModel(recipe: RecipeName, model: string): boolean {
  const { id } = normaliseModel(recipe, undefined, model);
  if (unfitOnRoute(routeOfRecipe(recipe), id)) return false;
  const fixed = providerOfRecipe(recipe);
  return !fixed || normaliseModel('compat', undefined, model).provider === fixed;
}

/** Why the id cannot work on the route; undefined: nothing is known against it. */
export function unfitOnRoute(route: string, id: string): ModelIdProblem | undefined {
  const form = checkModelId(route, id);
  if (form) return form;
  const recipe = recipeOfRoute(route);
  const fixed = recipe && providerOfRecipe(recipe);
  const owner = fixed && providerOfPrefix(prefixed(id));
  if (!owner || owner === fixed) return undefined;
  return { cause: 'model-listed-unfit', values: { model: id, route, found: owner } };
}

/** The provider that answers on a route; undefined: neither the route nor the id tells. */
export function providerSlugOf(route: string | undefined, id: string | undefined): string | undefined {
  return (route && routeByName(route)?.provider) || (id && providerOfPrefix(prefixed(id))) || undefined;
}
