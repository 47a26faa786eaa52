import { setTimeout as wait } from 'node:timers/promises';
import { json, type SandboxResponse } from '../http/response.js';
import type { PipelineStage } from '../pipeline/pipeline.js';
import type { ProviderContext } from '../pipeline/request-context.js';
import { answerBuiltIn, type ProviderRequest } from '../provider/built-in-provider.js';
import { applyCustomCost } from '../provider/custom-cost.js';
import { compatModelList } from '../provider/models/model-lists.js';
import { forward } from '../proxy/forward.js';
import { upstreamModels } from '../proxy/upstream-models.js';
import { gatewayError } from '../responses/gateway-errors.js';

/** Asks the provider behind the gateway: the real one if its address is known, else the built-in one. */
export const askProvider: PipelineStage<ProviderContext> = {
  name: 'upstream',
  async before(context) {
    const { state, request, gateway, destination } = context;
    if (destination.gatewayModels)
      return json(200, compatModelList(state.config.providers, await upstreamModels(state, gateway)));
    const base = state.upstreams.get(destination.slug);
    if (base) return forward(context, base);
    const response = atTempo(answerBuiltIn(providerRequest(context)), state.tokensPerSecond);
    return applyCustomCost(request, await waitFor(response, context));
  },
};

/** A stream takes as long as its tokens do. */
function atTempo(response: SandboxResponse, tokensPerSecond: number | undefined): SandboxResponse {
  const { usage, body } = response;
  if (!tokensPerSecond || !usage || typeof body === 'string') return response;
  return { ...response, durationMs: (usage.output / tokensPerSecond) * 1000 };
}

/** Cloudflare does not document its response to a timeout; 2005 is the one for a provider that does not answer. */
async function waitFor(
  response: SandboxResponse,
  { timeoutMs, request: { hangUp } }: ProviderContext,
): Promise<SandboxResponse> {
  const delay = response.fault === 'silent' ? Number.POSITIVE_INFINITY : (response.delayMs ?? 0);
  const late = timeoutMs !== undefined && delay > timeoutMs;
  const pause = late ? timeoutMs : delay;
  if (pause > 0 && Number.isFinite(pause)) await wait(pause, undefined, { signal: hangUp.signal });
  return late ? { ...gatewayError('provider-failed'), unreached: true } : response;
}

/** The request as the built-in provider gets it. */
export function providerRequest({
  state,
  request,
  destination,
  credential,
}: ProviderContext): ProviderRequest {
  const { slug, endpoint, model, path } = destination;
  const { method, headers, body } = request;
  return {
    slug,
    endpoint,
    model,
    method,
    path,
    headers,
    body,
    credential: credential ?? { state: 'missing' },
    extraModels: state.config.providers[slug]?.models ?? [],
    created: Math.floor(state.now() / 1000),
    flaky: state.flaky,
    conversations: state.conversations,
    promptCache: state.promptCache,
  };
}
