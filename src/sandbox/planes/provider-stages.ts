import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { askProvider } from '../stages/ask-provider.js';
import { contentFilters } from '../stages/content-filters.js';
import { providerCredential } from '../stages/provider-credential.js';
import { rateLimit, rateLimitCount } from '../stages/rate-limit.js';
import { responseCache } from '../stages/response-cache.js';
import { spendLimits } from '../stages/spend-limits.js';

/** The stages of a request whose provider is known, the same on both planes. In Cloudflare's order. */
export const PROVIDER_STAGES: readonly PipelineStage<ProviderContext>[] = [
  rateLimit,
  responseCache,
  rateLimitCount,
  spendLimits,
  contentFilters,
  providerCredential,
  askProvider,
];
