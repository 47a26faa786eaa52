import { PROVIDERS, type Provider, providerByModelPrefix, providerBySlug } from '../gateway/providers.js';
import { isCustomProvider } from '../gateway/routes.js';
import { PROVIDER_ID } from './block.js';
import type { Recipe, RecipeName } from './recipes.js';

/** How well-known models begin, for ids that come without their provider. */
const FAMILIES: readonly [form: RegExp, slug: string][] = [
  [/^(gpt-|chatgpt-|o[134](-|$)|codex-)/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^(gemini|gemma|learnlm)-/, 'google-ai-studio'],
  [/^grok-/, 'grok'],
  [/^deepseek-/, 'deepseek'],
  [/^(mistral|magistral|ministral|codestral|devstral|pixtral)-/, 'mistral'],
  [/^sonar(-|$)/, 'perplexity-ai'],
  [/^command-/, 'cohere'],
  [/^@cf\//, 'workers-ai'],
];

/** The provider whose route it is, where the recipe decides that alone. */
export const RECIPE_PROVIDER: Partial<Record<RecipeName, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google-ai-studio',
  'workers-ai': 'workers-ai',
};

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
  const text = model.trim().replace(new RegExp(`^${PROVIDER_ID}/`), '');
  const split = splitPrefix(text);
  const slug =
    split.provider?.slug ?? split.slug ?? provider ?? RECIPE_PROVIDER[recipe] ?? familyOf(text) ?? '';
  const fixed = RECIPE_PROVIDER[recipe];
  if (fixed) {
    const id = split.provider?.slug === fixed ? bareId(fixed, split.rest) : bareId(fixed, text);
    const stranger =
      split.provider && split.provider.slug !== fixed ? split.provider.slug : otherFamily(text, fixed);
    return { id: stranger ? text : id, provider: stranger ?? fixed };
  }
  const owner = split.provider ?? providerBySlug(slug);
  const bare = split.provider ? split.rest : text;
  if (split.slug || !owner) return { id: text, provider: slug };
  return { id: withPrefix(recipe, owner, bare), provider: owner.slug };
}

/** Takes a provider's prefix off, in the spelling of any route. `slug` alone: a prefix that is no provider of the table. */
function splitPrefix(text: string): { provider?: Provider; slug?: string; rest: string } {
  if (text.startsWith('@')) return { provider: providerBySlug('workers-ai'), rest: text };
  const slash = text.indexOf('/');
  if (slash < 0) return { rest: text };
  const prefix = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  if (prefix === 'dynamic' || isCustomProvider(prefix)) return { slug: prefix, rest };
  const provider = providerByModelPrefix(prefix) ?? providerBySlug(prefix);
  return provider ? { provider, rest } : { rest: text };
}

function withPrefix(recipe: RecipeName, provider: Provider, id: string): string {
  const prefix = recipe === 'rest' ? (provider.restPrefix ?? provider.compatPrefix) : provider.compatPrefix;
  return prefix === '' ? id : `${prefix ?? provider.slug}/${id}`;
}

function bareId(slug: string, text: string): string {
  return slug === 'google-ai-studio' ? text.replace(/^models\//, '') : text;
}

function familyOf(model: string): string | undefined {
  return FAMILIES.find(([form]) => form.test(model))?.[1];
}

/** A bare id that plainly belongs to another provider than the route's. */
function otherFamily(model: string, slug: string): string | undefined {
  const family = familyOf(model);
  return family && family !== slug ? family : undefined;
}

/** Whether a slug is one of the table's, or a custom provider. */
export function isKnownProvider(slug: string): boolean {
  return PROVIDERS.some((provider) => provider.slug === slug) || isCustomProvider(slug);
}

/** Whether the id has the form that the recipe's route wants; only what is plainly unfit is called so. */
export function fitsRecipe(recipe: Pick<Recipe, 'name' | 'modelForm'>, id: string): boolean {
  if (recipe.modelForm === 'workers-ai') return id.startsWith('@cf/') || id.startsWith('@hf/');
  if (recipe.modelForm === 'bare')
    return normaliseModel(recipe.name, undefined, id).id === id && !id.includes('/');
  return id.includes('/');
}
