import { PROVIDERS } from '../../../gateway/providers/providers.js';
import { isCustomProvider } from '../../../gateway/providers/routes.js';
import type { SandboxProvider } from '../../config/config-types.js';
import { MODELS, priceOf } from './catalogue.js';

/** Seconds since 1970. Fixed, so that lists are the same in every run. */
const CREATED = 1735689600;

/** A model as its provider describes it. */
export function modelObject(slug: string, id: string) {
  if (slug === 'anthropic')
    return { type: 'model', id, display_name: id, created_at: '2025-01-01T00:00:00Z' };
  if (slug === 'cohere') return { name: id, endpoints: ['chat'], finetuned: false };
  if (slug !== 'google-ai-studio') return { id, object: 'model', created: CREATED, owned_by: slug };
  return {
    name: `models/${id}`,
    version: '001',
    displayName: id,
    inputTokenLimit: 1048576,
    outputTokenLimit: 65536,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  };
}

/** A provider's own list of its models. */
export function modelList(slug: string, extra: readonly string[] = []) {
  const ids = [...(MODELS[slug] ?? []), ...extra];
  const data = ids.map((id) => modelObject(slug, id));
  if (slug === 'google-ai-studio' || slug === 'cohere') return { models: data };
  return slug === 'anthropic'
    ? { data, has_more: false, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null }
    : { object: 'list', data };
}

/**
 * The gateway's own list on `/compat/models`: every model with its provider's prefix and its price. `real` has the models
 * of real providers, by slug, instead of the built-in ones.
 */
export function compatModelList(
  configured: Record<string, SandboxProvider>,
  real: ReadonlyMap<string, readonly string[]>,
) {
  const custom = [...real.keys()].filter(isCustomProvider).map((slug) => ({ slug, compatPrefix: slug }));
  const data = [...PROVIDERS, ...custom].flatMap(({ slug, compatPrefix }) => {
    const ids = [...(real.get(slug) ?? MODELS[slug] ?? []), ...(configured[slug]?.models ?? [])];
    return (compatPrefix ? ids : []).map((id) => {
      const { input, output } = priceOf(slug, id);
      return {
        id: `${compatPrefix}/${id}`,
        object: 'model',
        created: CREATED,
        owned_by: slug,
        cost_in: input,
        cost_out: output,
      };
    });
  });
  return { object: 'list', data };
}
