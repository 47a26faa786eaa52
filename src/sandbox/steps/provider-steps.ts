/** `sandbox/steps/`: several providers in turn: universal requests, dynamic routes, retries. */

import { setTimeout as wait } from 'node:timers/promises';
import { uuidv7 } from '../http/ids.js';
import type { SandboxResponse } from '../http/response.js';
import { type PipelineStage, runPipeline } from '../pipeline/pipeline.js';
import type { GatewayContext, RequestContext } from '../pipeline/request-context.js';
import { backoffDelay, retryPolicyOf } from '../state/retry-policy.js';

/** How the request to one provider differs from the client's. */
export type ProviderStep = Partial<
  Pick<RequestContext, 'rest' | 'request' | 'destination' | 'retryPolicy' | 'chosen' | 'tokenIn'>
>;

/** Yields the next provider to try and receives its response. A returned response replaces the last one. */
export type ProviderSteps = Generator<ProviderStep, SandboxResponse | undefined, SandboxResponse>;

/** Tries the providers one after the other, each as often as its retry policy allows. */
export function stepsStage(
  stepsFor: (context: GatewayContext) => ProviderSteps,
  stages: readonly PipelineStage<GatewayContext>[],
): PipelineStage {
  return {
    name: 'steps',
    async before(context) {
      if (!hasGateway(context)) throw new Error('the lookup stage comes first');
      const steps = stepsFor(context);
      let response: SandboxResponse | undefined;
      let next = steps.next();
      for (let step = 0; !next.done; step++) {
        response = await tryStep({ ...context, ...next.value, step }, stages);
        // At Cloudflare this provider might have answered, so another one is no fallback for it.
        if (response.missing !== undefined) return response;
        next = steps.next(response);
      }
      return next.value ?? response;
    },
  };
}

function hasGateway(context: RequestContext): context is GatewayContext {
  return context.gateway !== undefined;
}

/** One provider for the whole request. */
export function* singleStep(): ProviderSteps {
  yield {};
  return undefined;
}

export function isFailure({ status }: SandboxResponse): boolean {
  return status >= 400;
}

async function tryStep(
  context: GatewayContext,
  stages: readonly PipelineStage<GatewayContext>[],
): Promise<SandboxResponse> {
  const policy = retryPolicyOf(context.gateway, context.request, context.retryPolicy);
  const { maxAttempts, requestTimeout } = policy;
  for (let attempt = 1; ; attempt++) {
    const first = context.step === 0 && attempt === 1;
    // The last of several attempts has no timeout; in a dynamic route it has, and then falls back.
    const patient = maxAttempts > 1 && attempt === maxAttempts && !context.chosen;
    const startedAt = first ? context.startedAt : context.state.now();
    const logId = first ? context.requestId : uuidv7(startedAt);
    const own = { startedAt, logId, timeoutMs: patient ? undefined : requestTimeout };
    // What an attempt finds out is not for the next one.
    const tried = attempt < maxAttempts ? { ...context, ...own } : Object.assign(context, own);
    const response = await runPipeline(stages, tried);
    if (attempt >= maxAttempts || tried.answeredBy !== 'upstream' || !isRetryable(response)) return response;
    await wait(backoffDelay(attempt, policy), undefined, { signal: context.request.hangUp.signal });
  }
}

/** Cloudflare does not document which responses it retries; these may succeed the next time. */
function isRetryable({ status, unreached, missing }: SandboxResponse): boolean {
  if (missing !== undefined) return false;
  return unreached === true || status === 408 || status === 429 || status >= 500;
}
