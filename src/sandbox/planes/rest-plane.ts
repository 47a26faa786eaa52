import type { Answer } from '../http/answer.js';
import { header, type SandboxIncoming } from '../http/request.js';
import { upstream } from '../stages/ask-provider.js';
import { cache } from '../stages/cache.js';
import { credits } from '../stages/credits.js';
import { lookup } from '../stages/lookup.js';
import { count, rateLimit } from '../stages/rate-limit.js';
import { headers } from '../stages/request-ids.js';
import { restRoute, restSchema } from '../stages/rest/rest-route.js';
import { restToken } from '../stages/rest/rest-token.js';
import { spendLimits } from '../stages/spend-limits.js';
import { stepHeaders } from '../stages/step-headers.js';
import { words } from '../stages/words.js';
import { log } from '../stages/write-log.js';
import { type Interventions, runStages, type Stage } from '../state/call.js';
import type { State } from '../state/state.js';
import { single, stepsStage } from '../steps/steps.js';
import { newCall } from './gateway-plane.js';

/** What a try at a provider passes. Slug and schema come before money. */
const STEP_STAGES: readonly Stage[] = [
  stepHeaders,
  log,
  restRoute,
  restSchema,
  rateLimit,
  cache,
  count,
  spendLimits,
  words,
  credits,
  upstream,
];

/** What a request to api.cloudflare.com/client/v4/accounts/{account}/ai/... passes. */
const STAGES: readonly Stage[] = [headers, restToken, lookup, stepsStage(single, STEP_STAGES)];

/** `rest`: what follows `/ai/`. The gateway is named by a header, or is `default`. */
export async function answerRestPlane(
  state: State,
  request: SandboxIncoming,
  accountId: string,
  rest: string,
  interventions: Interventions = {},
): Promise<Answer> {
  const gatewayId = header(request, 'cf-aig-gateway-id') ?? 'default';
  return runStages(
    STAGES,
    newCall({ state, request, interventions, plane: 'rest', accountId, gatewayId, rest }),
  );
}
