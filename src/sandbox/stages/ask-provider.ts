import { setTimeout as wait } from 'node:timers/promises';
import { gatewayError } from '../answers/gateway-errors.js';
import { type Answer, json } from '../http/answer.js';
import { answerUpstream, type UpstreamRequest } from '../provider/built-in-provider.js';
import { compatModelList } from '../provider/catalog.js';
import { charge } from '../provider/custom-cost.js';
import { forward } from '../proxy/forward.js';
import { type Call, type Stage, targetOf } from '../state/call.js';

/** The provider behind the gateway: a real one where there is an address for it, else the built-in one. */
export const upstream: Stage = {
  name: 'upstream',
  async before(call) {
    if (targetOf(call).gatewayModels) {
      const extra = Object.entries(call.state.config.providers).map(([slug, { models }]) => [slug, models]);
      return json(200, compatModelList(Object.fromEntries(extra)));
    }
    const base = call.state.upstreams.get(targetOf(call).slug);
    return base
      ? forward(call, base)
      : charge(call.request, await inTime(call, answerUpstream(upstreamRequest(call))));
  },
};

/** What the gateway says for a provider that did not begin to answer in time is not documented; 2005 is what it says when it got no answer. */
function timedOut(): Answer {
  return { ...gatewayError('provider-failed'), unreached: true };
}

async function inTime({ timeoutMs, signal }: Call, answer: Answer): Promise<Answer> {
  const delay = answer.fault === 'silent' ? Number.POSITIVE_INFINITY : (answer.delayMs ?? 0);
  if (timeoutMs !== undefined && delay > timeoutMs) {
    await wait(timeoutMs, undefined, { signal });
    return timedOut();
  }
  if (delay > 0 && Number.isFinite(delay)) await wait(delay, undefined, { signal });
  return answer;
}

export function upstreamRequest(call: Call): UpstreamRequest {
  const { slug, endpoint, model, path } = targetOf(call);
  const { method, headers, body } = call.request;
  return {
    slug,
    endpoint,
    model,
    method,
    path,
    headers,
    body,
    credential: call.credential ?? { state: 'missing' },
    extraModels: call.state.config.providers[slug]?.models ?? [],
    created: Math.floor(call.state.now() / 1000),
    flaky: call.state.flaky,
  };
}
