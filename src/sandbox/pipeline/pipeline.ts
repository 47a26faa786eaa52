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
  after?: (context: C, response: SandboxResponse) => SandboxResponse | Promise<SandboxResponse>;
}

// biome-ignore lint/suspicious/noConfusingVoidType: a stage that does not answer returns nothing
type MaybeResponse = SandboxResponse | undefined | void;

/** Runs `before` of the stages in order until one answers, then `after` of the earlier ones in reverse. */
export async function runPipeline<C extends RequestContext>(
  stages: readonly PipelineStage<C>[],
  context: C,
): Promise<SandboxResponse> {
  for (const [index, stage] of stages.entries()) {
    let response = context.overrides[stage.name]?.(context) ?? (await stage.before?.(context));
    if (!response) continue;
    context.answeredBy ??= stage.name;
    for (const passed of stages.slice(0, index).reverse())
      response = (await passed.after?.(context, response)) ?? response;
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
