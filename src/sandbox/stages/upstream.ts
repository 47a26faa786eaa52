import { json } from '../answer.js';
import { type Call, type Stage, targetOf } from '../call.js';
import { compatModelList } from '../provider/catalog.js';
import { answerUpstream, type UpstreamRequest } from '../provider/upstream.js';

/** The provider behind the gateway; here the built-in one. */
export const upstream: Stage = {
  name: 'upstream',
  before(call) {
    if (targetOf(call).gatewayModels) {
      const extra = Object.entries(call.state.config.providers).map(([slug, { models }]) => [slug, models]);
      return json(200, compatModelList(Object.fromEntries(extra)));
    }
    return answerUpstream(upstreamRequest(call));
  },
};

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
  };
}
