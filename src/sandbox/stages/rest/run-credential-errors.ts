import { bodyText, type SandboxResponse } from '../../http/response.js';
import type { PipelineStage } from '../../pipeline/pipeline.js';
import type { ProviderContext } from '../../pipeline/request-context.js';
import { catalogError } from '../../responses/v4-envelope.js';

/**
 * `/ai/run` has words of its own for a provider that rejects its key: 401 for a stored one, 503 for Cloudflare's. Source:
 * Cloudflare's changelog, 6 October 2026; the code with 503 and its text are a guess.
 */
export const runCredentialErrors: PipelineStage<ProviderContext> = {
  name: 'credential-errors',
  after({ rest, paidBy, answeredBy, destination }, response) {
    const isProviders = answeredBy === 'upstream' && destination.slug !== 'workers-ai';
    if (rest !== 'run' || !isProviders || !rejectsKey(response)) return response;
    return paidBy === 'stored-key'
      ? catalogError(401, 2009, 'Provider rejected the request credentials')
      : catalogError(503, 2009, 'Provider credentials are temporarily unavailable');
  },
};

/** Google and xAI say it with 400. */
function rejectsKey(response: SandboxResponse): boolean {
  const { status } = response;
  return status === 401 || (status === 400 && /API_KEY_INVALID|Incorrect API key/.test(bodyText(response)));
}
