import { type Answer, text } from '../http/answer.js';
import { uuidv7 } from '../http/ids.js';
import { header, type SandboxIncoming } from '../http/request.js';
import { alias } from '../stages/alias.js';
import { upstream } from '../stages/ask-provider.js';
import { authentication } from '../stages/authentication.js';
import { cache } from '../stages/cache.js';
import { credits } from '../stages/credits.js';
import { token } from '../stages/gateway-token.js';
import { lookup } from '../stages/lookup.js';
import { count, rateLimit } from '../stages/rate-limit.js';
import { headers } from '../stages/request-ids.js';
import { route } from '../stages/route.js';
import { spendLimits } from '../stages/spend-limits.js';
import { stepHeaders } from '../stages/step-headers.js';
import { words } from '../stages/words.js';
import { log } from '../stages/write-log.js';
import { type Call, type Interventions, runStages, type Stage } from '../state/call.js';
import type { State } from '../state/state.js';
import { type Plan, single, stepsStage } from '../steps/steps.js';
import { universal } from '../steps/universal-steps.js';
import { dynamicRouteIn, walk } from '../steps/walk-route.js';

/** What every try at a provider passes, in Cloudflare's order. */
const STEP_STAGES: readonly Stage[] = [
  stepHeaders,
  log,
  route,
  alias,
  rateLimit,
  cache,
  count,
  spendLimits,
  words,
  credits,
  upstream,
];

/** What a request to gateway.ai.cloudflare.com passes. */
const STAGES: readonly Stage[] = [headers, token, lookup, authentication, stepsStage(planOf, STEP_STAGES)];

/** Nothing after the gateway's name is the universal endpoint; everything else means one provider, or a dynamic route. */
function planOf(call: Call): Plan {
  const { request, rest } = call;
  if (request.method !== 'POST') return single();
  if (rest === '') return universal(call);
  const route = rest === 'compat/chat/completions' ? dynamicRouteIn(request.body) : undefined;
  return route === undefined ? single() : walk(call, request, route);
}

/** `/v1/{account}/{gateway}/...`; every other path of the host is unknown. */
export async function answerGatewayPlane(
  state: State,
  request: SandboxIncoming,
  interventions: Interventions = {},
): Promise<Answer> {
  const [, version, accountId = '', gatewayId = '', ...rest] = request.path.split('/');
  if (version !== 'v1' || !accountId || !gatewayId) return text(404, 'Not Found');
  return runStages(
    STAGES,
    newCall({
      state,
      request,
      interventions,
      plane: 'gateway',
      accountId,
      gatewayId,
      rest: rest.join('/'),
    }),
  );
}

type Start = Pick<Call, 'state' | 'request' | 'interventions' | 'plane' | 'accountId' | 'gatewayId' | 'rest'>;

export function newCall(start: Start): Call {
  const { state, request } = start;
  const now = state.now();
  return {
    ...start,
    startedAt: now,
    requestId: uuidv7(now),
    eventId: header(request, 'cf-aig-event-id') ?? uuidv7(now),
    authorized: false,
    signal: request.signal,
    step: 0,
    handling: {},
    logId: '',
    tally: { counted: false },
  };
}
