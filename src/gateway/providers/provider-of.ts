import { ownerOf } from './model-id-form.js';
import { type Provider, providerByModelPrefix, providerBySlug } from './providers.js';
import { routeByName } from './routes.js';

/** The provider that will answer: decided by the route, or by the model's prefix. */
export function providerOf(routeName: string | undefined, modelId: string | undefined): Provider | undefined {
  const fixed = routeByName(routeName ?? '')?.provider;
  if (fixed) return providerBySlug(fixed);
  if (!modelId) return undefined;
  return providerByModelPrefix(modelId.split('/')[0] ?? '') ?? ownerOf(modelId);
}
