import { makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { describeSent, headersFor, type PlannedRequest, planeOf } from '../gateway/requests/access.js';
import type { Lab } from '../lab/lab.js';
import type { Reachable } from '../lab/probes.js';
import { Json } from '../lib/json-view.js';
import type { Target } from '../openclaw/target.js';
import { ask, checkReachable, type ModelResult, measurementsOf, toFailure } from './model-test.js';

/** Part of the JSON contract: fields may be added but never renamed. */
export interface EmbeddingResult extends ModelResult {
  /** Numbers in the vector. */
  dimensions?: number;
}

/** Sends one word to be embedded, as OpenClaw's memory search does. Never rejects for network errors. */
export async function embedOnce(lab: Lab, target: Target): Promise<EmbeddingResult> {
  const model = target.modelId ?? '';
  const reachability = checkReachable(target);
  if ('blocker' in reachability) return toFailure(model, reachability.blocker);
  const { exchange, failure } = await ask(
    lab,
    reachability.target,
    embeddingRequest(reachability.target, model),
  );
  if (failure) return failure;
  const dimensions = dimensionsIn(exchange.response?.body ?? '');
  if (dimensions === undefined)
    return toFailure(model, makeDiagnosis('body-not-a-completion', target.values, []), exchange);
  return { model, ok: true, ...measurementsOf(exchange), dimensions, evidence: [], remedy: [] };
}

function embeddingRequest({ access }: Reachable, model: string): PlannedRequest {
  return {
    id: `embedding:${model}`,
    plane: planeOf(access.baseUrl),
    method: 'POST',
    url: `${access.baseUrl.normal}/embeddings`,
    headers: headersFor(access),
    body: JSON.stringify({ model, input: ['OpenClaw'] }),
    // Without the form: the reply is no completion.
    sent: { ...describeSent(access, model), api: undefined },
  };
}

function dimensionsIn(body: string): number | undefined {
  return Json.parse(body)?.at('data').at(0).at('embedding').array()?.length;
}
