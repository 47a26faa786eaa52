import { header, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { type PipelineStage, providerStages, runPipeline } from '../pipeline/pipeline.js';
import { type GatewayContext, newContext, type StageOverrides } from '../pipeline/request-context.js';
import { gatewayLookup } from '../stages/gateway-lookup.js';
import { requestIds } from '../stages/request-ids.js';
import { restRoute } from '../stages/rest/rest-route.js';
import { restSchema } from '../stages/rest/rest-schema.js';
import { restToken } from '../stages/rest/rest-token.js';
import { stepHeaders } from '../stages/step-headers.js';
import { writeLog } from '../stages/write-log.js';
import type { State } from '../state/state.js';
import { asksAutoRouter, autoRouterSteps } from '../steps/auto-router.js';
import { singleStep, stepsStage } from '../steps/provider-steps.js';
import { PROVIDER_STAGES } from './provider-stages.js';

/** The stages of each attempt at a provider. Model and schema are checked before billing. */
const STEP_STAGES: readonly PipelineStage<GatewayContext>[] = [
  stepHeaders,
  writeLog,
  restRoute,
  providerStages([restSchema, ...PROVIDER_STAGES]),
];

/** The stages of a request to api.cloudflare.com/client/v4/accounts/{account}/ai/... */
const STAGES: readonly PipelineStage[] = [
  requestIds,
  restToken,
  gatewayLookup,
  stepsStage((context) => (isAutoRouted(context) ? autoRouterSteps(context) : singleStep()), STEP_STAGES),
];

function isAutoRouted({ request, rest }: GatewayContext): boolean {
  return /^v1\/(?:chat\/completions|responses)$/.test(rest) && asksAutoRouter(request.body);
}

/** `rest`: what follows `/ai/`. The gateway is named by a header, or is `default`. */
export async function answerRestPlane(
  state: State,
  request: SandboxRequest,
  accountId: string,
  rest: string,
  overrides: StageOverrides = {},
): Promise<SandboxResponse> {
  const gatewayId = header(request, 'cf-aig-gateway-id') ?? 'default';
  const context = newContext({ state, request, overrides, plane: 'rest', accountId, gatewayId, rest });
  return runPipeline(STAGES, context);
}
