import { withoutDate } from '../../../gateway/providers/model-date.js';
import { PROVIDERS, providerBySlug } from '../../../gateway/providers/providers.js';
import { isCustomProvider } from '../../../gateway/providers/routes.js';
import { MODELS } from './catalogue.js';
import { isMarked } from './model-markers.js';

/** Authors of the catalogue that the gateway has no path for. Source: Cloudflare's `ai-gateway-provider`. */
const CATALOGUE_ONLY: readonly string[] = ['alibaba', 'minimax'];

/**
 * The name of a model in Cloudflare's logs, invoices and rules: `anthropic/claude-haiku-4.5` for
 * `claude-haiku-4-5-20251001`. Source: Cloudflare's changelog, 1 September 2026; for providers other than Anthropic it is
 * taken to be the catalogue's.
 */
export function catalogueName(slug: string, model: string): string {
  if (model === '' || model.startsWith('@cf/')) return model;
  const provider = providerBySlug(slug);
  const author = provider?.restPrefix ?? provider?.compatPrefix ?? slug;
  const known = MODELS[slug]?.includes(model) || isMarked(model) ? model : withoutDate(model);
  return `${author}/${author === 'anthropic' ? known.replace(/(?<=\d)-(?=\d)/g, '.') : known}`;
}

/**
 * The provider of a model id of the AI REST API's catalogue, and the id as the provider knows it: `author/model`, and
 * the author is not always the gateway's slug. Without a slug the author is unknown; `custom` has the known slugs of custom
 * providers.
 */
export function catalogueModel(
  id: string,
  custom: { has(slug: string): boolean } = new Set<string>(),
): { slug?: string; model: string } {
  if (id.startsWith('@cf/')) return { slug: 'workers-ai', model: id };
  const slash = id.indexOf('/');
  const author = id.slice(0, slash);
  const model = id.slice(slash + 1);
  if (CATALOGUE_ONLY.includes(author) || (isCustomProvider(author) && custom.has(author)))
    return { slug: author, model };
  const provider = PROVIDERS.find(
    ({ slug, restPrefix, compatPrefix }) => (restPrefix ?? compatPrefix ?? slug) === author,
  );
  // The catalogue has dots where Anthropic's own ids have hyphens.
  return { slug: provider?.slug, model: author === 'anthropic' ? model.replaceAll('.', '-') : model };
}
