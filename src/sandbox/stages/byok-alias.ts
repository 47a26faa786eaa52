import { header } from '../http/request.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { unknownAliasError } from '../responses/gateway-errors.js';

/** `cf-aig-byok-alias` names a stored key; it is ignored for a provider without stored keys. */
export const byokAlias: PipelineStage<ProviderContext> = {
  name: 'alias',
  before({ request, gateway, destination: { slug } }) {
    const alias = header(request, 'cf-aig-byok-alias');
    const stored = gateway.storedKeys[slug] ?? [];
    if (alias && stored.length > 0 && !stored.includes(alias)) return unknownAliasError(slug, alias, stored);
  },
};
