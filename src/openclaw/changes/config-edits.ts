import { isDeepStrictEqual } from 'node:util';
import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl } from '../../gateway/address/parse-base-url.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import { PROVIDERS_PATH } from '../blocks/block.js';
import { addressOf, type BlockAddress, isSameGateway } from '../blocks/block-address.js';
import { MEMORY_SEARCH_PATH, type MemorySearch, memorySearchBlock } from '../blocks/memory-search.js';
import { DEFAULT_MODEL_PATH } from '../blocks/model-refs.js';
import type { Secret } from '../blocks/recipes.js';
import { requireRecord, wrongType } from '../files/path-refusals.js';
import { valueAt } from '../files/tree.js';
import { hasFeature } from '../machine/openclaw-features.js';
import { PLUGIN_SWITCH } from '../machine/plugin.js';
import { headerEdits } from './header-edits.js';
import { type InstalledForms, keyReference } from './version-forms.js';

/** Sets a value and its missing parents. Throws EditRefused if a parent is not an object. */
function setDeep(config: unknown, path: Path, value: unknown): Json5Edit {
  for (let depth = 0; depth < path.length - 1; depth++) {
    const here = path.slice(0, depth + 1);
    const node = valueAt(config, here);
    if (node === undefined) {
      const wrapped = path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
      return { op: 'set', path: here, value: wrapped };
    }
    requireRecord(node, here);
  }
  return { op: 'set', path, value };
}

/** Adds a new block to a config that may not have `models` yet. */
export function newBlockEdit(config: unknown, path: Path, block: unknown): Json5Edit {
  const id = path.at(-1)!;
  if (valueAt(config, PROVIDERS_PATH.slice(0, 1)) === undefined) {
    // `merge`, which keeps OpenClaw's own providers, is the default; writing it makes that visible.
    return { op: 'set', path: ['models'], value: { mode: 'merge', providers: { [id]: block } } };
  }
  return setDeep(config, path, block);
}

/** Keeps the form of `agents.defaults.model`: a string, or an object with `primary`. */
function primaryEdit(config: unknown, ref: string): Json5Edit {
  const present = valueAt(config, DEFAULT_MODEL_PATH);
  if (typeof present === 'string') return { op: 'set', path: DEFAULT_MODEL_PATH, value: ref };
  if (isRecord(present)) return { op: 'set', path: [...DEFAULT_MODEL_PATH, 'primary'], value: ref };
  if (present !== undefined) throw wrongType(DEFAULT_MODEL_PATH, 'text or an object', present);
  return setDeep(config, DEFAULT_MODEL_PATH, { primary: ref });
}

/** Sets the primary model, unless `newPrimary` is undefined, and appends fallbacks to the existing ones. */
export function modelEdits(
  config: unknown,
  newPrimary: string | undefined,
  primary: string,
  fallbacks: readonly string[],
): Json5Edit[] {
  const added = missingFallbacks(config, primary, fallbacks);
  if (!added.length) return newPrimary === undefined ? [] : [primaryEdit(config, newPrimary)];
  const present = valueAt(config, DEFAULT_MODEL_PATH);
  if (isRecord(present)) {
    const path = [...DEFAULT_MODEL_PATH, 'fallbacks'];
    const before = Array.isArray(present.fallbacks) ? present.fallbacks.length : undefined;
    const set = (key: number, value: string): Json5Edit => ({ op: 'set', path: [...path, key], value });
    return [
      ...(newPrimary === undefined ? [] : [primaryEdit(config, newPrimary)]),
      ...(before
        ? added.map((ref, index) => set(before + index, ref))
        : [{ op: 'set', path, value: added } as const]),
    ];
  }
  const value = { primary, fallbacks: added };
  // A string has no room for fallbacks.
  if (typeof present === 'string') return [{ op: 'set', path: DEFAULT_MODEL_PATH, value }];
  return [setDeep(config, DEFAULT_MODEL_PATH, value)];
}

function missingFallbacks(config: unknown, primary: string, refs: readonly string[]): string[] {
  const path = [...DEFAULT_MODEL_PATH, 'fallbacks'];
  const listed = valueAt(config, path) ?? [];
  if (!Array.isArray(listed)) throw wrongType(path, 'an array', listed);
  const present: unknown[] = listed;
  return refs.filter((ref) => ref !== primary && !present.includes(ref));
}

/** Keeps OpenClaw from installing its own Cloudflare plugin, whose key would take precedence over the block's. The
 * variable alone triggers the installation, whatever the block's id is. */
export function pluginEdits(config: unknown, { version, hasPlugin }: InstalledForms): Json5Edit[] {
  if (!hasPlugin && !hasFeature(version, 'absent-plugin-entry')) return [];
  return valueAt(config, PLUGIN_SWITCH) === false ? [] : [setDeep(config, PLUGIN_SWITCH, false)];
}

/** Makes OpenClaw's memory search use these embeddings; its other settings stay. */
export function memorySearchEdits(
  config: unknown,
  { provider, model, baseUrl, apiKey, headers }: MemorySearch,
  variables: Record<Secret, string>,
  version: string | undefined,
): Json5Edit[] {
  const bearers = Object.entries(headers).map(([name, secret]) => [name, `Bearer \${${variables[secret]}}`]);
  const wanted: Record<string, string> = Object.fromEntries(bearers);
  const reference = keyReference(variables[apiKey], version);
  const whole = { baseUrl, apiKey: reference, ...(bearers.length && { headers: wanted }) };
  const present = valueAt(config, MEMORY_SEARCH_PATH);
  if (present === undefined) {
    return [setDeep(config, MEMORY_SEARCH_PATH, { provider, model, remote: whole })];
  }
  const search = requireRecord(present, MEMORY_SEARCH_PATH);
  const at = [...MEMORY_SEARCH_PATH, 'remote'];
  const remote = requireRecord(search.remote ?? {}, at);
  const set = (path: Path, before: unknown, value: unknown): Json5Edit[] =>
    isDeepStrictEqual(before, value) ? [] : [{ op: 'set', path, value }];
  return [
    ...(search.enabled === false ? set([...MEMORY_SEARCH_PATH, 'enabled'], false, true) : []),
    ...set([...MEMORY_SEARCH_PATH, 'provider'], search.provider, provider),
    ...set([...MEMORY_SEARCH_PATH, 'model'], search.model, model),
    ...(search.remote === undefined
      ? set(at, undefined, whole)
      : [
          ...set([...at, 'baseUrl'], remote.baseUrl, baseUrl),
          ...set([...at, 'apiKey'], remote.apiKey, reference),
          ...headerEdits([...at, 'headers'], remote.headers, wanted),
        ]),
  ];
}

/** Makes a memory search at the gateway that a block leaves follow the block to another one. */
export function memorySearchMove(
  config: unknown,
  from: BlockAddress,
  to: Required<Pick<BlockAddress, 'accountId' | 'gateway'>>,
  origins: Origins,
): Json5Edit[] {
  const search = memorySearchBlock(config);
  const { route, ...address } = search ? addressOf(search, origins) : {};
  if (!route || !isSameGateway(address, from) || isSameGateway(from, to)) return [];
  const value = buildBaseUrl({ origins, route, ...to });
  return [{ op: 'set', path: [...MEMORY_SEARCH_PATH, 'remote', 'baseUrl'], value }];
}
