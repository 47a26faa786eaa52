import { gatewaySettings } from '../config/gateway-settings.js';
import { header, modelIn, type SandboxRequest } from '../http/request.js';
import type { SandboxResponse } from '../http/response.js';
import { type PipelineStage, providerStages, runPipeline } from '../pipeline/pipeline.js';
import { type GatewayContext, newContext, type StageOverrides } from '../pipeline/request-context.js';
import { askProvider } from '../stages/ask-provider.js';
import { gatewayLookup } from '../stages/gateway-lookup.js';
import { providerCredential } from '../stages/provider-credential.js';
import { requestIds } from '../stages/request-ids.js';
import { restRequest } from '../stages/rest/rest-request.js';
import { restRoute } from '../stages/rest/rest-route.js';
import { restSchema } from '../stages/rest/rest-schema.js';
import { restToken } from '../stages/rest/rest-token.js';
import { runCredentialErrors } from '../stages/rest/run-credential-errors.js';
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
  providerStages([runCredentialErrors, restSchema, ...PROVIDER_STAGES]),
];

/** The stages of a request to api.cloudflare.com/client/v4/accounts/{account}/ai/... */
const STAGES: readonly PipelineStage[] = [
  requestIds,
  restToken,
  restRequest,
  gatewayLookup,
  stepsStage((context) => (isAutoRouted(context) ? autoRouterSteps(context) : singleStep()), STEP_STAGES),
];

/** The stages of a request to Workers AI without a gateway: no ids, no log, no cache, no limits. */
const WORKERS_AI_STAGES: readonly PipelineStage<GatewayContext>[] = [
  restToken,
  restRequest,
  restRoute,
  providerStages([restSchema, providerCredential, askProvider]),
];

function isAutoRouted({ request, rest }: GatewayContext): boolean {
  return /^v1\/(?:chat\/completions|responses)$/.test(rest) && asksAutoRouter(modelIn(request));
}

/**
 * `rest`: what follows `/ai/`. The gateway is named by a header, or is `default`; a model of Workers AI goes through a
 * gateway only if the header names one. Source: Cloudflare's docs, AI Gateway, "REST API".
 */
export async function answerRestPlane(
  state: State,
  request: SandboxRequest,
  accountId: string,
  rest: string,
  overrides: StageOverrides = {},
): Promise<SandboxResponse> {
  const start = { state, request, overrides, plane: 'rest', accountId, rest } as const;
  const gatewayId = header(request, 'cf-aig-gateway-id');
  if (gatewayId === undefined && asksWorkersAi(request, rest)) {
    const gateway = { ...gatewaySettings(), accountId, id: '' };
    return runPipeline(WORKERS_AI_STAGES, { ...newContext({ ...start, gatewayId: '' }), gateway });
  }
  return runPipeline(STAGES, newContext({ ...start, gatewayId: gatewayId ?? 'default' }));
}

function asksWorkersAi({ body }: SandboxRequest, rest: string): boolean {
  return rest.startsWith('run/') || String(body.object?.model).startsWith('@cf/');
}
