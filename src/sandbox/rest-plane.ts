import type { Answer } from './answer.js';
import { runStages, type Stage } from './call.js';
import { newCall } from './gateway-plane.js';
import { header, type SandboxIncoming } from './request.js';
import { cache } from './stages/cache.js';
import { credits } from './stages/credits.js';
import { headers } from './stages/headers.js';
import { log } from './stages/log.js';
import { lookup } from './stages/lookup.js';
import { count, rateLimit } from './stages/rate-limit.js';
import { restRoute, restSchema } from './stages/rest-route.js';
import { restToken } from './stages/rest-token.js';
import { spendLimits } from './stages/spend-limits.js';
import { stepHeaders } from './stages/step-headers.js';
import { upstream } from './stages/upstream.js';
import { words } from './stages/words.js';
import type { State } from './state.js';
import { single, stepsStage } from './steps.js';

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
): Promise<Answer> {
  const gatewayId = header(request, 'cf-aig-gateway-id') ?? 'default';
  return runStages(STAGES, newCall(state, request, 'rest', accountId, gatewayId, rest));
}
