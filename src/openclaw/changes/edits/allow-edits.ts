/** `openclaw/changes/edits/`: edits of one part of the config. */

import { isRecord } from '../../../lib/json.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import type { Path } from '../../../lib/json5/parse.js';
import { type AllowList, allowLists } from '../../blocks/allow-list.js';
import { agentModels } from '../../blocks/model-roles.js';
import { valueAt } from '../../files/tree.js';

/**
 * Adds models to the allow lists in force, without which the user could not select them: to the default one, and to those
 * of agents that use the default model. Never creates a list.
 */
export function allowEdits(config: unknown, refs: readonly string[]): Json5Edit[] {
  const ownModel = new Set(agentModels(config).map(({ agent }) => agent));
  return allowLists(config)
    .filter(({ agents }, index) => index === 0 || agents.some((agent) => !ownModel.has(agent)))
    .flatMap((list) => additions(list, refs));
}

/** Adds models to one list. */
export function additions({ path, form, entries, allows }: AllowList, refs: readonly string[]): Json5Edit[] {
  const missing = [...new Set(refs)].filter((ref) => !allows(ref));
  return missing.map((ref, index) =>
    form === 'map'
      ? { op: 'set', path: [...path, ref], value: {} }
      : { op: 'set', path: [...path, entries.length + index], value: ref },
  );
}

/** Replaces a block's models in every list, under their new ids. */
export function renameAllowed(
  config: unknown,
  blockId: string,
  names: ReadonlyMap<string, string>,
): Json5Edit[] {
  const renamed = (entry: string) => {
    const to = entry.startsWith(`${blockId}/`) ? names.get(entry.slice(blockId.length + 1)) : undefined;
    return to === undefined ? undefined : `${blockId}/${to}`;
  };
  return allowLists(config).flatMap(({ path, form, entries, allows }) =>
    entries.flatMap((entry, index): Json5Edit[] => {
      const to = renamed(entry);
      if (to === undefined) return [];
      if (form === 'array') return [{ op: 'set', path: [...path, index], value: to }];
      const added: Json5Edit[] = allows(to)
        ? []
        : [{ op: 'set', path: [...path, to], value: valueAt(config, [...path, entry]) }];
      return [...added, { op: 'remove', path: [...path, entry] }];
    }),
  );
}

/**
 * The entries of a block in the allow lists, the last one first, as paths to remove. An entry of `agents.defaults.models`
 * with settings in it is the user's.
 */
export function allowedPaths(config: unknown, blockId: string): Path[] {
  return allowLists(config).flatMap(({ path, form, entries }) =>
    entries
      .map((entry, index) => ({ entry, path: [...path, form === 'array' ? index : entry] }))
      .filter(({ entry }) => entry.startsWith(`${blockId}/`))
      .filter(({ path: at }) => form === 'array' || isEmptyRecord(valueAt(config, at)))
      .map(({ path: at }) => at)
      .reverse(),
  );
}

function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
