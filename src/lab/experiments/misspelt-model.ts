import { type Diagnosis, makeDiagnosis } from '../../diagnosis/reading/diagnosis.js';
import { readModelIds } from '../../gateway/management/management-responses.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../gateway/providers/nearest-model.js';
import { meantModel } from '../model-diagnosis.js';
import type { Probes } from '../probes.js';

/** The similar model on the gateway's list, if the target's own is not on it. */
export async function misspeltModel(probes: Probes): Promise<string | undefined> {
  const { modelId = '' } = probes.target;
  const offered = await offeredBeside(probes);
  return offered.includes(modelId) ? undefined : nearestModel(modelId, offered)?.id;
}

/** Whether the gateway's list has the target's model. */
export async function isOffered(probes: Probes): Promise<boolean> {
  return (await offeredBeside(probes)).includes(probes.target.modelId ?? '');
}

/** The gateway's list, where it may have the target's model. */
async function offeredBeside(probes: Probes): Promise<readonly string[]> {
  const { modelId, url } = probes.target;
  if (!modelId || url?.route !== 'compat' || isResolvedByGateway(modelId)) return [];
  return readModelIds(await probes.offeredModels()) ?? [];
}

/** Unified Billing only pays for models that it knows, so a misspelt model looks like a missing key. */
export async function refineMissingKey(probes: Probes, diagnosis: Diagnosis): Promise<Diagnosis> {
  if (diagnosis.cause !== 'provider-key-missing') return diagnosis;
  const { evidence, cause } = diagnosis;
  const meant = meantModel(probes.target);
  if (meant !== undefined && !(await isOffered(probes)))
    return makeDiagnosis('model-not-listed', { ...probes.target.values, nearest: meant }, evidence, [cause]);
  const nearest = await misspeltModel(probes);
  if (!nearest) return diagnosis;
  const values = { ...probes.target.values, nearest };
  return makeDiagnosis('model-not-offered', values, evidence, [cause]);
}
