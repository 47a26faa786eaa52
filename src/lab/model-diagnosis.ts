import type { CauseId } from '../diagnosis/causes/catalogue.js';
import type { Exchange } from '../diagnosis/exchange/exchange.js';
import { diagnoseExchange, isInconclusive } from '../diagnosis/reading/diagnose.js';
import { type Diagnosis, makeDiagnosis, withHelp } from '../diagnosis/reading/diagnosis.js';
import { type ModelIdProblem, workersAiId } from '../gateway/providers/model-id-form.js';
import { nearestModel } from '../gateway/providers/nearest-model.js';
import { nearKnownModel } from '../openclaw/blocks/known-models.js';
import { unfitOnRoute } from '../openclaw/blocks/recipe-model-ids.js';
import { probablyMeant } from '../openclaw/blocks/unlisted-model.js';
import type { Target } from '../openclaw/target.js';
import type { Probes } from './probes.js';

/** The problem of the target's model id on its route, according to the tables. The wire may disagree. */
export function unfitModel({ modelId, url }: Target): ModelIdProblem | undefined {
  return modelId && url?.route ? unfitOnRoute(url.route, modelId) : undefined;
}

/**
 * Diagnoses an exchange with the target's model: null if the model was accepted, even if the tables disagree. If a failure
 * may be about the model and its id does not have the form of the route, that is the cause: a failure, as it is the model
 * that is asked, and not one more of a list.
 */
export function diagnoseModel(target: Target, exchange: Exchange): Diagnosis | null {
  const diagnosis = diagnoseExchange(exchange, target.values);
  const unfit = unfitModel(target);
  if (!unfit || (diagnosis ? !mayConcernModel(diagnosis) : !isInconclusive(exchange)))
    return diagnosis && withNearest(target, diagnosis);
  const { evidence = [], cause } = diagnosis ?? {};
  const found = makeDiagnosis(unfit.cause, { ...target.values, ...unfit.values }, evidence, cause && [cause]);
  return { ...found, severity: 'fail' };
}

/** An error of the provider, or of a gateway that found no provider. */
function mayConcernModel({ category, cause }: Diagnosis): boolean {
  const gatewayCauses: readonly CauseId[] = [
    'provider-unknown',
    'completion-format',
    'model-not-in-catalogue',
  ];
  return category === 'upstream-error' || gatewayCauses.includes(cause);
}

/** The name that the target's model is probably a misspelling of, if its block does not list it. */
export function meantModel({
  block,
  modelId,
  url,
}: Pick<Target, 'block' | 'modelId' | 'url'>): string | undefined {
  return modelId === undefined ? undefined : probablyMeant(block, url?.route, modelId);
}

const UNKNOWN_MODEL: readonly CauseId[] = ['provider-model-not-found', 'model-not-in-catalogue'];

/** An unknown model that its block does not list is misspelt, if a listed or well-known one is similar. */
function withNearest({ block, modelId = '', url, values }: Target, diagnosis: Diagnosis): Diagnosis {
  if (!UNKNOWN_MODEL.includes(diagnosis.cause)) return diagnosis;
  const meant = meantModel({ block, modelId, url });
  if (meant !== undefined)
    return makeDiagnosis('model-not-listed', { ...values, nearest: meant }, diagnosis.evidence, [
      diagnosis.cause,
    ]);
  const listed = block.models.map(({ id }) => id);
  const near = listed.includes(modelId) ? undefined : nearestModel(modelId, listed);
  const suggestion =
    (near ?? nearKnownModel(url?.route, modelId))?.id ?? workersAiId(url?.route ?? '', modelId);
  if (suggestion === undefined) return diagnosis;
  const fix = { what: `Use ${suggestion} instead of ${modelId}.` };
  return withHelp(diagnosis, { fix, steps: [`If you mean ${suggestion}, write that.`, ...diagnosis.steps] });
}

/** Whether the provider accepts the target's model. Sends no messages, so it is free. */
export async function isAccepted(probes: Probes): Promise<boolean> {
  const exchange = await probes.freeExchange();
  return diagnoseModel(probes.target, exchange) === null && !isInconclusive(exchange);
}
