import { showPath } from '../../lib/json5/paths.js';
import type { ProviderBlock } from '../../openclaw/blocks/block.js';
import { addressOf } from '../../openclaw/blocks/block-address.js';
import type { ModelRole } from '../../openclaw/blocks/model-roles.js';
import { unfitOnRoute } from '../../openclaw/blocks/recipe-model-ids.js';
import { probablyMeant } from '../../openclaw/blocks/unlisted-model.js';
import type { Snapshot } from '../../openclaw/snapshot.js';
import { targetOf } from '../../openclaw/target.js';
import type { Inputs } from '../check/check.js';
import { type Outcome, problem } from '../check/finding.js';

type UnlistedInput = Pick<Inputs['models'], 'snapshot' | 'offline' | 'roles' | 'accepts'>;

/** Models that are chosen somewhere but that their block does not list: one finding for each, whatever its roles. */
export async function checkUnlisted({
  snapshot,
  roles,
  offline,
  accepts,
}: UnlistedInput): Promise<Outcome[]> {
  const findings = snapshot.blocks.map((block) => {
    const listed = new Set(block.models.map(({ id }) => id));
    const unlisted = roles.filter(
      ({ model }) => listed.size && model.providerId === block.id && !listed.has(model.modelId),
    );
    return [...new Set(unlisted.map(({ model }) => model.modelId))].map((id) => {
      const users = unlisted.filter(({ model }) => model.modelId === id);
      return checkModel(snapshot, block, id, { users, offline, accepts });
    });
  });
  return Promise.all(findings.flat());
}

/** OpenClaw sends it all the same: only a name that is surely wrong is a failure. */
async function checkModel(
  snapshot: Snapshot,
  block: ProviderBlock,
  id: string,
  { users, offline, accepts }: Omit<UnlistedInput, 'snapshot' | 'roles'> & { users: readonly ModelRole[] },
): Promise<Outcome> {
  const { route } = addressOf(block, snapshot.origins);
  const isDefault = users.some(({ role, agent }) => role === 'model' && agent === undefined);
  const unfit = route === undefined || isDefault ? undefined : unfitOnRoute(route, id);
  const nearest = unfit?.values.expected ?? probablyMeant(block, route, id);
  const isWrong = nearest !== undefined && (offline || !(await accepts(block.id, id)));
  const evidence = [
    ...users.map(({ model: { path, ref } }) => `${showPath(path)} = ${ref}`),
    `listed: ${block.models.map((model) => model.id).join(', ')}`,
  ];
  const { values } = targetOf(snapshot, { providerId: block.id, modelId: id }) ?? { values: {} };
  const finding = problem(
    'model-not-listed',
    { ...values, nearest: isWrong ? nearest : undefined },
    ...evidence,
  );
  return isWrong ? finding : { ...finding, status: 'warn' };
}
