import { type AllowList, allowLists } from './allow-list.js';
import type { ProviderBlock } from './block.js';
import type { ModelRef } from './model-refs.js';
import { type ModelRole, modelRoles } from './model-roles.js';
import { probablyMeant } from './unlisted-model.js';

/** An allow list, and the models of the gateway that are not on it. */
export interface RefusedModels {
  list: AllowList;
  /** Refs that are in use, and all listed models if none of them is allowed. */
  refs: readonly string[];
  /** The default model that OpenClaw replaces by one that is on the list. */
  replaced?: string;
}

/** For each allow list in force that leaves out models of the blocks. */
export function refusedModels(
  config: unknown,
  blocks: readonly ProviderBlock[],
  roles: readonly ModelRole[] = modelRoles(config),
): RefusedModels[] {
  const listed = blocks.flatMap(({ id, models }) => models.map((model) => `${id}/${model.id}`));
  return allowLists(config).flatMap((list) => {
    const used = list.agents.flatMap((agent) => rolesFor(agent, roles));
    const inUse = used.filter(({ model }) => isUsable(model, blocks)).map(({ model }) => model.ref);
    const hidden = listed.some((ref) => list.allows(ref)) ? [] : listed;
    const refs = [...new Set([...inUse, ...hidden])].filter((ref) => !list.allows(ref));
    if (!list.agents.length || !refs.length) return [];
    const primary = used.find(({ role, isFallback }) => role === 'model' && !isFallback)?.model.ref;
    const isReplaced = list.hasWildcard && primary !== undefined && refs.includes(primary);
    return [{ list, refs, replaced: isReplaced ? primary : undefined }];
  });
}

/** A model of one of the blocks; a misspelt one belongs on no list. */
function isUsable({ providerId, modelId }: ModelRef, blocks: readonly ProviderBlock[]): boolean {
  const block = blocks.find(({ id }) => id === providerId);
  return block !== undefined && probablyMeant(block, undefined, modelId) === undefined;
}

/** The choices that the list restricts: an agent's own, and the defaults that it does not override. */
function rolesFor(agent: string, roles: readonly ModelRole[]): ModelRole[] {
  const own = roles.filter((role) => role.agent === agent);
  const key = ({ role, isFallback }: ModelRole) => `${role} ${isFallback}`;
  const overridden = new Set(own.map(key));
  const inherited = roles.filter((role) => role.agent === undefined && !overridden.has(key(role)));
  return [...own, ...inherited].filter(({ isRestricted }) => isRestricted);
}
