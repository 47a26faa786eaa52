import { isRecord } from '../../../lib/json.js';
import { applyEdit, type Json5Edit } from '../../../lib/json5/apply.js';
import type { Path } from '../../../lib/json5/parse.js';
import { isWithin, showPath } from '../../../lib/json5/paths.js';
import { agentsIn } from '../../blocks/agents.js';
import { allowLists } from '../../blocks/allow-list.js';
import { PROVIDERS_PATH } from '../../blocks/block.js';
import { resolveAlias } from '../../blocks/model-aliases.js';
import { DEFAULT_MODEL_PATH, fallbackModels } from '../../blocks/model-refs.js';
import { modelRoles } from '../../blocks/model-roles.js';
import { recordAt, valueAt } from '../../files/tree.js';

/** Models that a block lists no more, by their ids there. */
export interface DroppedModels {
  providerId: string;
  ids: readonly string[];
}

/**
 * The edits that take models out of a block's list, the fallbacks and the allow lists, with their aliases. What else names
 * them stays, and so do their settings: `notes` says where.
 */
export function modelRemoval(
  config: unknown,
  { providerId, ids }: DroppedModels,
): { edits: Json5Edit[]; notes: string[] } {
  const refs = new Set(ids.map((id) => `${providerId}/${id}`));
  const models = [...PROVIDERS_PATH, providerId, 'models'];
  const idOf = (entry: unknown) => (isRecord(entry) ? entry.id : entry);
  const paths = [
    ...itemsAt(config, models, (entry) => refs.has(`${providerId}/${idOf(entry)}`)),
    ...fallbackPaths(config, refs),
    ...allowedPaths(config, refs),
    ...aliasPaths(config, refs),
  ];
  const edits = paths.map((path): Json5Edit => ({ op: 'remove', path }));
  const after = edits.reduce<unknown>(applyEdit, config);
  const roles = modelRoles(after).flatMap(({ model }) => (refs.has(model.ref) ? [model.path] : []));
  const left = [...roles, ...allowedPaths(after, refs, 'all'), ...settingsPaths(after, refs)];
  return {
    edits,
    notes: left.map((path) => `${showPath(path)} still names a model that is no longer listed.`),
  };
}

function fallbackPaths(config: unknown, refs: ReadonlySet<string>): Path[] {
  const fallbacks = fallbackModels(config);
  const dropped = fallbacks.filter(({ ref }) => refs.has(ref));
  if (dropped.length && dropped.length === fallbacks.length) return [[...DEFAULT_MODEL_PATH, 'fallbacks']];
  return dropped.map(({ path }) => path).reverse();
}

/** Without an entry, a list would allow every model: by default one that would become empty stays. */
function allowedPaths(config: unknown, refs: ReadonlySet<string>, which?: 'all'): Path[] {
  return allowLists(config)
    .filter(({ form }) => form === 'array')
    .flatMap(({ path, entries }) => {
      const isDropped = (entry: unknown) =>
        typeof entry === 'string' && refs.has(resolveAlias(config, entry.trim()));
      const dropped = itemsAt(config, path, isDropped);
      return which === 'all' || dropped.length < entries.length ? dropped : [];
    });
}

/** Entries of `agents.*.models` without any setting but a name. Before 2026.8.1 those of the defaults are an allow list. */
function aliasPaths(config: unknown, refs: ReadonlySet<string>): Path[] {
  const lists = allowLists(config).filter(({ form }) => form === 'map');
  const emptied = lists.filter(({ entries }) => entries.every((ref) => refs.has(ref)));
  return settingsPaths(config, refs).filter(
    (path) =>
      Object.keys(recordAt(config, path) ?? {}).every((key) => key === 'alias') &&
      !emptied.some((list) => isWithin(path, list.path)),
  );
}

/** Where the defaults and the agents have settings of these models. */
function settingsPaths(config: unknown, refs: ReadonlySet<string>): Path[] {
  const places: Path[] = [['agents', 'defaults'], ...agentsIn(config).map(({ path }) => path)];
  return places.flatMap((place) =>
    Object.keys(recordAt(config, [...place, 'models']) ?? {})
      .filter((ref) => refs.has(ref.trim()))
      .map((ref) => [...place, 'models', ref]),
  );
}

/** The paths of some items of a list, the last first: to remove it moves none of the others. */
function itemsAt(config: unknown, path: Path, isWanted: (item: unknown) => boolean): Path[] {
  const list = valueAt(config, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isWanted(item) ? [[...path, index]] : [])).reverse();
}
