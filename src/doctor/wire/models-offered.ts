import { readModelIds } from '../../gateway/management/management-responses.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../gateway/providers/nearest-model.js';
import { isAccepted } from '../../lab/model-diagnosis.js';
import type { Probes } from '../../lab/probes.js';
import { modelsOfBlock } from '../../openclaw/blocks/model-roles.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem, skip } from '../check/finding.js';

/**
 * Compares every model of the block with the gateway's list. A model that is not on it may still work; one that is
 * similar to a listed one is misspelt, unless a request of this run was accepted.
 */
export const modelsOffered: Check<'models-offered', 'wire'> = {
  id: 'models-offered',
  title: 'Model list',
  stage: 'wire',
  needs: ['gateway', 'token'],
  async run({ snapshot, target, probes }) {
    const { modelId, url } = target;
    if (url?.route !== 'compat' || !modelId)
      return skip(`the gateway has no list for route ${url?.route ?? 'unknown'}`);
    const offered = readModelIds(await probes.offeredModels());
    if (!offered?.length) return skip('the gateway has no list of models');
    const ids = [...new Set([modelId, ...modelsOfBlock(snapshot.config.value, target.block)])];
    const missing = ids.filter((id) => !offered.includes(id) && !isResolvedByGateway(id));
    const findings = await Promise.all(missing.map((id) => checkMissing(id, offered, probes)));
    if (findings.length) return findings;
    const models = ids.length === 1 ? `${modelId} is` : `all ${ids.length} models are`;
    return pass(`${models} among the ${offered.length} models that the gateway offers`);
  },
};

async function checkMissing(id: string, offered: readonly string[], probes: Probes): Promise<Outcome> {
  const { target } = probes;
  const near = nearestModel(id, offered);
  const title = `${id} is not among the ${offered.length} models that the gateway offers`;
  if (!near) return advice(title, ['`cf-aig test-model` shows whether it works anyway.']);
  if (id === target.modelId && (await isAccepted(probes)))
    return advice(title, [`The provider accepted it in this run. A similar name on the list: ${near.id}`]);
  const values = { ...target.values, model: id, modelRef: `${target.block.id}/${id}`, nearest: near.id };
  const misspelt = problem('model-not-offered', values);
  // Other models are only used if the first fails, or if the user selects them.
  return id === target.modelId ? misspelt : { ...misspelt, status: 'warn' };
}
