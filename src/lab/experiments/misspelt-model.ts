import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { readModelIds } from '../../gateway/management/management-responses.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../gateway/providers/nearest-model.js';
import type { Probes } from '../probes.js';

/** The similar model on the gateway's list, if the target's own is not on it. */
export async function misspeltModel(probes: Probes): Promise<string | undefined> {
  const { modelId, url } = probes.target;
  if (!modelId || url?.route !== 'compat' || isResolvedByGateway(modelId)) return undefined;
  const offered = readModelIds(await probes.offeredModels()) ?? [];
  return offered.includes(modelId) ? undefined : nearestModel(modelId, offered)?.id;
}

/** Unified Billing only pays for models that it knows, so a misspelt model looks like a missing key. */
export async function refineMissingKey(probes: Probes, diagnosis: Diagnosis): Promise<Diagnosis> {
  const nearest = diagnosis.cause === 'provider-key-missing' ? await misspeltModel(probes) : undefined;
  if (!nearest) return diagnosis;
  const values = { ...probes.target.values, nearest };
  return makeDiagnosis('model-not-offered', values, diagnosis.evidence, [diagnosis.cause]);
}
