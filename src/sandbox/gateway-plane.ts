import { type Answer, text } from './answer.js';
import { type Call, runStages, type Stage } from './call.js';
import { dynamicRouteIn, walk } from './dynamic/walk.js';
import { uuidv7 } from './ids.js';
import { header, type SandboxIncoming } from './request.js';
import { alias } from './stages/alias.js';
import { authentication } from './stages/authentication.js';
import { cache } from './stages/cache.js';
import { credits } from './stages/credits.js';
import { headers } from './stages/headers.js';
import { log } from './stages/log.js';
import { lookup } from './stages/lookup.js';
import { count, rateLimit } from './stages/rate-limit.js';
import { route } from './stages/route.js';
import { spendLimits } from './stages/spend-limits.js';
import { stepHeaders } from './stages/step-headers.js';
import { token } from './stages/token.js';
import { upstream } from './stages/upstream.js';
import { words } from './stages/words.js';
import type { State } from './state.js';
import { type Plan, single, stepsStage } from './steps.js';
import { universal } from './universal.js';

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
export async function answerGatewayPlane(state: State, request: SandboxIncoming): Promise<Answer> {
  const [, version, accountId = '', gatewayId = '', ...rest] = request.path.split('/');
  if (version !== 'v1' || !accountId || !gatewayId) return text(404, 'Not Found');
  return runStages(STAGES, newCall(state, request, 'gateway', accountId, gatewayId, rest.join('/')));
}

export function newCall(
  state: State,
  request: SandboxIncoming,
  plane: Call['plane'],
  accountId: string,
  gatewayId: string,
  rest: string,
): Call {
  const now = state.now();
  return {
    state,
    request,
    startedAt: now,
    plane,
    accountId,
    gatewayId,
    rest,
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
