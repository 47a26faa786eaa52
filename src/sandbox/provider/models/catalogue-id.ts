import { PROVIDERS } from '../../../gateway/providers/providers.js';

/** Authors of the catalogue that the gateway has no path for. Source: Cloudflare's `ai-gateway-provider`. */
const CATALOGUE_ONLY: readonly string[] = ['alibaba', 'minimax'];

/**
 * The provider of a model id of the AI REST API's catalogue, and the id as the provider knows it: `author/model`, and
 * the author is not always the gateway's slug. Without a slug the author is unknown.
 */
export function catalogueModel(id: string): { slug?: string; model: string } {
  if (id.startsWith('@cf/')) return { slug: 'workers-ai', model: id };
  const slash = id.indexOf('/');
  const author = id.slice(0, slash);
  const model = id.slice(slash + 1);
  if (CATALOGUE_ONLY.includes(author)) return { slug: author, model };
  const provider = PROVIDERS.find(
    ({ slug, restPrefix, compatPrefix }) => (restPrefix ?? compatPrefix ?? slug) === author,
  );
  // The catalogue has dots where Anthropic's own ids have hyphens.
  return { slug: provider?.slug, model: author === 'anthropic' ? model.replaceAll('.', '-') : model };
}
