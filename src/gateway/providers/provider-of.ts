import { ownerOf } from './model-id-form.js';
import { type Provider, providerByModelPrefix, providerBySlug } from './providers.js';
import { routeByName } from './routes.js';

/** The provider that serves a request: the route's or, if it serves several, the one in the model's prefix. */
export function providerOf(routeName: string | undefined, modelId: string | undefined): Provider | undefined {
  const slug = routeByName(routeName ?? '')?.provider;
  if (slug) return providerBySlug(slug);
  if (!modelId) return undefined;
  return providerByModelPrefix(modelId.split('/')[0] ?? '') ?? ownerOf(modelId);
}
