import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange, isInconclusive } from '../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis } from '../diagnosis/reading/diagnosis.js';
import { type ModelIdProblem, workersAiId } from '../gateway/providers/model-id-form.js';
import { nearestModel } from '../gateway/providers/nearest-model.js';
import { nearKnownModel } from '../openclaw/blocks/known-models.js';
import { unfitOnRoute } from '../openclaw/blocks/recipe-model-ids.js';
import type { Target } from '../openclaw/target.js';
import type { Probes } from './probes.js';

/** What tables of names have against the target's model on its route; the wire may know better. */
export function unfitModel({ modelId, url }: Target): ModelIdProblem | undefined {
  return modelId && url?.route ? unfitOnRoute(url.route, modelId) : undefined;
}

/**
 * What an exchange with the target's model says: null when the model was accepted, whatever a table knows. A refusal
 * that may be about the model is explained by its id, if that has not the form of the route.
 */
export function diagnoseModel(target: Target, exchange: Exchange): Diagnosis | null {
  const diagnosis = diagnoseExchange(exchange, target.values);
  const unfit = unfitModel(target);
  if (!unfit || (diagnosis ? !maySpeakOfModel(diagnosis) : !isInconclusive(exchange)))
    return diagnosis && withNearest(target, diagnosis);
  const { evidence = [], cause } = diagnosis ?? {};
  return makeDiagnosis(unfit.cause, { ...target.values, ...unfit.values }, evidence, cause && [cause]);
}

/** The provider that was asked in vain, or the gateway that found none. */
function maySpeakOfModel({ category, cause }: Diagnosis): boolean {
  const ofGateway: readonly CauseId[] = ['provider-unknown', 'completion-format', 'model-not-in-catalogue'];
  return category === 'upstream-error' || ofGateway.includes(cause);
}

const UNKNOWN_MODEL: readonly CauseId[] = ['provider-model-not-found', 'model-not-in-catalogue'];

/** A model that the provider does not know, and a listed or well-known one that is written nearly so. */
function withNearest({ block, modelId = '', url }: Target, diagnosis: Diagnosis): Diagnosis {
  if (!UNKNOWN_MODEL.includes(diagnosis.cause)) return diagnosis;
  const listed = block.models.map(({ id }) => id);
  const near = listed.includes(modelId) ? undefined : nearestModel(modelId, listed);
  const meant = (near ?? nearKnownModel(url?.route, modelId))?.id ?? workersAiId(url?.route ?? '', modelId);
  return meant ? { ...diagnosis, remedy: [`Did you mean ${meant}?`, ...diagnosis.remedy] } : diagnosis;
}

/** Whether the provider takes the target's model, asked without messages: free. */
export async function isAccepted(probes: Probes): Promise<boolean> {
  const exchange = await probes.freeExchange();
  return diagnoseModel(probes.target, exchange) === null && !isInconclusive(exchange);
}
