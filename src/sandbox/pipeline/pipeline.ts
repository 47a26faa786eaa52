/** `sandbox/pipeline/`: how a request passes its stages, and what they learn of it. */

import type { SandboxResponse } from '../http/response.js';
import type { GatewayContext, ProviderContext, RequestContext, StageName } from './request-context.js';

/**
 * One step of every request. `before` may answer; `after` gets the response of a later stage and returns it, changed
 * or
 * not. `C` is what earlier stages have found out.
 */
export interface PipelineStage<C extends RequestContext = RequestContext> {
  name: StageName;
  // Functions, not methods: for methods the compiler would accept a stage that needs more than `C`.
  before?: (context: C) => MaybeResponse | Promise<MaybeResponse>;
  after?: After<C>;
}

type After<C> = (context: C, response: SandboxResponse) => SandboxResponse | Promise<SandboxResponse>;

// biome-ignore lint/suspicious/noConfusingVoidType: a stage that does not answer returns nothing
type MaybeResponse = SandboxResponse | undefined | void;

/** Runs `before` of the stages in order until one answers, then `after` of the earlier ones in reverse. */
export async function runPipeline<C extends RequestContext>(
  stages: readonly PipelineStage<C>[],
  context: C,
): Promise<SandboxResponse> {
  for (const [index, stage] of stages.entries()) {
    // Most stages do not wait for anything, and then a promise costs more than they do.
    const answer = context.overrides[stage.name]?.(context) ?? stage.before?.(context);
    const answered = answer instanceof Promise ? await answer : answer;
    if (!answered) continue;
    context.answeredBy ??= stage.name;
    let response: SandboxResponse = answered;
    for (let at = index - 1; at >= 0; at--) {
      const changed: ReturnType<After<C>> | undefined = stages[at]?.after?.(context, response);
      response = (changed instanceof Promise ? await changed : changed) ?? response;
    }
    return response;
  }
  throw new Error('no stage answered');
}

/** The stages that need to know the provider, as one stage behind the route. */
export function providerStages(
  stages: readonly PipelineStage<ProviderContext>[],
): PipelineStage<GatewayContext> {
  return {
    name: 'provider',
    before(context) {
      if (!hasProvider(context)) throw new Error('the route stage comes first');
      return runPipeline(stages, context);
    },
  };
}

export function hasProvider(context: RequestContext): context is ProviderContext {
  return context.gateway !== undefined && context.destination !== undefined;
}
