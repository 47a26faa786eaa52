import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { readModelIds } from '../../gateway/management/management-responses.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../gateway/providers/nearest-model.js';
import type { Probes } from '../probes.js';

/** The model that was meant, if the gateway's own list lacks the target's and has one with nearly its name. */
export async function misspeltModel(probes: Probes): Promise<string | undefined> {
  const { modelId, url } = probes.target;
  if (!modelId || url?.route !== 'compat' || isResolvedByGateway(modelId)) return undefined;
  const offered = readModelIds(await probes.offeredModels()) ?? [];
  return offered.includes(modelId) ? undefined : nearestModel(modelId, offered)?.id;
}

/** Unified Billing pays only for models that it knows, so a misspelt one is refused for want of a key. */
export async function refineMissingKey(probes: Probes, diagnosis: Diagnosis): Promise<Diagnosis> {
  const nearest = diagnosis.cause === 'provider-key-missing' ? await misspeltModel(probes) : undefined;
  if (!nearest) return diagnosis;
  const values = { ...probes.target.values, nearest };
  return makeDiagnosis('model-not-offered', values, diagnosis.evidence, [diagnosis.cause]);
}
