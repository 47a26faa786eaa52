import { parseBaseUrl } from '../../gateway/address/parse-base-url.js';
import { readModelIds } from '../../gateway/management/management-responses.js';
import { isResolvedByGateway } from '../../gateway/providers/model-id-form.js';
import { nearestModel } from '../../gateway/providers/nearest-model.js';
import { isAccepted } from '../../lab/model-diagnosis.js';
import type { Probes, Reachable } from '../../lab/probes.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { modelRoles, modelsOfBlock } from '../../openclaw/blocks/model-roles.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import type { Check } from '../check/check.js';
import { advice, type Outcome, pass, problem, skip } from '../check/finding.js';
import { HELD } from './held.js';

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
    if (target.credentials.held) return skip(HELD);
    const { modelId, url } = target;
    if (url?.route !== 'compat' || !modelId)
      return skip(`the gateway has no list for route ${url?.route ?? 'unknown'}`);
    const offered = readModelIds(await probes.offeredModels());
    if (!offered?.length) return skip('the gateway has no list of models');
    const used = modelsInUse(snapshot, target);
    const ids = [...new Set([modelId, ...used.keys()])];
    const missing = ids.filter((id) => !offered.includes(id) && !isResolvedByGateway(id));
    const findings = await Promise.all(
      missing.map((id) => checkMissing({ id, blockId: used.get(id) ?? target.block.id }, offered, probes)),
    );
    if (findings.length) return findings;
    const models = ids.length === 1 ? `${modelId} is` : `all ${ids.length} models are`;
    return pass(`${models} among the ${offered.length} models that the gateway offers`);
  },
};

/** Ids that OpenClaw may use with this block, or in any role with another one at the same address; each with the id of its
 * block. */
function modelsInUse(
  { config, blocks, origins }: Snapshot,
  { block, access }: Reachable,
): Map<string, string> {
  const isSame = ({ baseUrl, api }: ProviderBlock) =>
    parseBaseUrl(baseUrl ?? '', origins, api).url?.normal === access.baseUrl.normal;
  const others = blocks.filter(isSame).map(({ id }) => id);
  const used = modelRoles(config.value).filter(({ model }) => others.includes(model.providerId));
  return new Map([
    ...used.map(({ model }): [string, string] => [model.modelId, model.providerId]),
    ...modelsOfBlock(config.value, block).map((id): [string, string] => [id, block.id]),
  ]);
}

async function checkMissing(
  { id, blockId }: { id: string; blockId: string },
  offered: readonly string[],
  probes: Probes,
): Promise<Outcome> {
  const { target } = probes;
  const near = nearestModel(id, offered);
  const title = `${id} is not among the ${offered.length} models that the gateway offers`;
  if (!near) return advice(title, ['`cf-aig test-model` shows whether it works anyway.']);
  if (id === target.modelId && (await isAccepted(probes)))
    return advice(title, [`The provider accepted it in this run. A similar name on the list: ${near.id}`]);
  const values = { ...target.values, model: id, modelRef: `${blockId}/${id}`, nearest: near.id };
  const misspelt = problem('model-not-offered', values);
  // Other models are only used if the first fails, or if the user selects them.
  return id === target.modelId ? misspelt : { ...misspelt, status: 'warn' };
}
