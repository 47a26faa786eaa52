/** `sandbox/planes/`: the three kinds of paths: gateway, AI REST API, management. */

import { modelIn, type SandboxRequest } from '../http/request.js';
import { type SandboxResponse, text } from '../http/response.js';
import { type PipelineStage, providerStages, runPipeline } from '../pipeline/pipeline.js';
import { type GatewayContext, newContext, type StageOverrides } from '../pipeline/request-context.js';
import { authentication } from '../stages/authentication.js';
import { byokAlias } from '../stages/byok-alias.js';
import { gatewayLookup } from '../stages/gateway-lookup.js';
import { gatewayToken } from '../stages/gateway-token.js';
import { missingEndpoint } from '../stages/missing-endpoint.js';
import { providerRoute } from '../stages/provider-route.js';
import { requestIds } from '../stages/request-ids.js';
import { stepHeaders } from '../stages/step-headers.js';
import { writeLog } from '../stages/write-log.js';
import type { State } from '../state/state.js';
import { asksAutoRouter, autoRouterSteps } from '../steps/auto-router.js';
import { dynamicRouteIn, dynamicRouteSteps } from '../steps/dynamic-route-steps.js';
import { type ProviderSteps, singleStep, stepsStage } from '../steps/provider-steps.js';
import { universalSteps } from '../steps/universal-steps.js';
import { PROVIDER_STAGES } from './provider-stages.js';

/** The stages of each attempt at a provider, in Cloudflare's order. */
const STEP_STAGES: readonly PipelineStage<GatewayContext>[] = [
  stepHeaders,
  writeLog,
  providerRoute,
  providerStages([byokAlias, ...PROVIDER_STAGES]),
];

/** The stages of a request to gateway.ai.cloudflare.com. */
const STAGES: readonly PipelineStage[] = [
  requestIds,
  gatewayToken,
  gatewayLookup,
  authentication,
  missingEndpoint,
  stepsStage(stepsFor, STEP_STAGES),
];

/**
 * A path that ends with the gateway is the universal endpoint; all others are for one provider or a dynamic route.
 */
function stepsFor(context: GatewayContext): ProviderSteps {
  const { request, rest } = context;
  if (request.method !== 'POST') return singleStep();
  if (rest === '') return universalSteps(context);
  const isChat = rest === 'compat/chat/completions';
  const model = isChat || rest === 'compat/responses' ? modelIn(request) : undefined;
  if (asksAutoRouter(model)) return autoRouterSteps(context);
  const route = isChat ? dynamicRouteIn(model) : undefined;
  return route === undefined ? singleStep() : dynamicRouteSteps(context, request, route);
}

/** `/v1/{account}/{gateway}/...`; every other path of the host is unknown. */
export async function answerGatewayPlane(
  state: State,
  request: SandboxRequest,
  overrides: StageOverrides = {},
): Promise<SandboxResponse> {
  const [, version, accountId = '', gatewayId = '', ...segments] = request.path.split('/');
  if (version !== 'v1' || !accountId || !gatewayId) return text(404, 'Not Found');
  const rest = segments.join('/');
  const context = newContext({ state, request, overrides, plane: 'gateway', accountId, gatewayId, rest });
  return runPipeline(STAGES, context);
}
