import { header } from '../http/request.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext, RequestContext } from '../pipeline/request-context.js';
import { unknownAliasError } from '../responses/gateway-errors.js';
import { keySlug } from '../state/map-keys.js';

/** The stored key that a request names. Only the providers' own routes read the header. */
export function aliasIn({ plane, request, rest }: RequestContext): string | undefined {
  return plane === 'gateway' && !rest.startsWith('compat/')
    ? header(request, 'cf-aig-byok-alias')
    : undefined;
}

/** An unknown name is an error, unless the provider has no stored keys at all. */
export const byokAlias: PipelineStage<ProviderContext> = {
  name: 'alias',
  before(context) {
    const alias = aliasIn(context);
    const slug = keySlug(context.destination.slug);
    const stored = context.gateway.storedKeys[slug] ?? [];
    if (alias && stored.length > 0 && !stored.includes(alias)) return unknownAliasError(slug, alias, stored);
  },
};
