import { parseBaseUrl } from '../../../gateway/address/parse-base-url.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { isTypo } from '../../../lib/nearest.js';
import { agentModels, fallbackModels, primaryModel } from '../../blocks/model-refs.js';
import { valueAt } from '../../files/tree.js';
import { ALLOW_PATH } from '../config-edits.js';
import type { Damage, Repair } from './repair.js';

/** The gateway's name in the base URL, where the one that exists differs by a slip. */
export const mendGatewayName: Repair = (damage, [trouble]) => {
  const gateway = addressOf(damage)?.gateway;
  const meant = trouble?.nearest;
  if (!gateway || !meant) return { why: 'which gateway is meant cannot be told' };
  if (!isTypo(gateway, meant)) return { why: `"${meant}" is too far from "${gateway}" to be surely meant` };
  return inBaseUrl(damage, gateway, meant, `the gateway in baseUrl is ${meant}`);
};

/** The account ID in the base URL becomes the token's own. */
export const mendAccountId: Repair = (damage, [trouble]) => {
  const accountId = addressOf(damage)?.accountId;
  const meant = trouble?.nearest;
  if (!accountId || !meant) return { why: 'which account is meant cannot be told' };
  return inBaseUrl(damage, accountId, meant, `the account ID in baseUrl is ${meant}`);
};

function addressOf({ block, origins }: Damage) {
  return parseBaseUrl(block.baseUrl ?? '', origins, block.api).url;
}

/** One whole part of the path; the rest of the address stays as it is written. */
function inBaseUrl({ block }: Damage, part: string, meant: string, what: string): ReturnType<Repair> {
  const parts = (block.baseUrl ?? '').split('/');
  if (parts.filter((one) => one === part).length !== 1)
    return { why: `"${part}" is not one part of baseUrl` };
  const value = parts.map((one) => (one === part ? meant : one)).join('/');
  return { what, edits: [{ op: 'set', path: [...block.path, 'baseUrl'], value }] };
}

/** Models that are not offered get the name of the offered one that is nearly the same, wherever they are named. */
export const renameModels: Repair = (damage, troubles) => {
  const names = new Map(
    troubles.flatMap(({ model, nearest }) => (model && nearest ? [[model, nearest]] : [])),
  );
  if (!names.size) return { why: 'which model is meant cannot be told' };
  return {
    what: [...names].map(([from, to]) => `${to} instead of ${from}`).join(', '),
    edits: renameEdits(damage, names),
  };
};

/** The edits that give models of the block other ids: in its list, and in every ref to them. */
export function renameEdits({ config, block }: Damage, names: ReadonlyMap<string, string>): Json5Edit[] {
  const refs = [
    primaryModel(config.value),
    ...fallbackModels(config.value),
    ...agentModels(config.value).map(({ model }) => model),
  ].filter((ref) => ref?.providerId === block.id);
  const renamedRefs = refs.flatMap((ref): Json5Edit[] => {
    const to = ref && names.get(ref.modelId);
    return ref && to ? [{ op: 'set', path: ref.path, value: `${block.id}/${to}` }] : [];
  });
  return [...renamedRefs, ...allowedEdits(config.value, block.id, names), ...listEdits(block.models, names)];
}

function allowedEdits(config: unknown, blockId: string, names: ReadonlyMap<string, string>): Json5Edit[] {
  const allow = valueAt(config, ALLOW_PATH);
  return (Array.isArray(allow) ? allow : []).flatMap((entry: unknown, index): Json5Edit[] => {
    const id =
      typeof entry === 'string' && entry.startsWith(`${blockId}/`) && entry.slice(blockId.length + 1);
    const to = id && names.get(id);
    return to ? [{ op: 'set', path: [...ALLOW_PATH, index], value: `${blockId}/${to}` }] : [];
  });
}

/** An entry whose new id is listed already is one too many. Entries go last, from the end: that moves no other. */
function listEdits(models: Damage['block']['models'], names: ReadonlyMap<string, string>): Json5Edit[] {
  const taken = new Set(models.map(({ id }) => id));
  const edits = models.flatMap(({ id, path }): Json5Edit[] => {
    const to = names.get(id);
    if (!to) return [];
    if (taken.has(to)) return [{ op: 'remove', path }];
    taken.add(to);
    return [{ op: 'set', path: [...path, 'id'], value: to }];
  });
  return [...edits.filter(({ op }) => op === 'set'), ...edits.filter(({ op }) => op === 'remove').reverse()];
}
