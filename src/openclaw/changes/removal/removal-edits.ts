import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../lib/json.js';
import { applyEdit, type Json5Edit } from '../../../lib/json5/apply.js';
import type { Path } from '../../../lib/json5/parse.js';
import { showPath } from '../../../lib/json5/paths.js';
import { PROVIDER_ID, PROVIDERS_PATH } from '../../blocks/block.js';
import { MEMORY_SEARCH_PATH } from '../../blocks/memory-search.js';
import { DEFAULT_MODEL_PATH, parseModelRef, primaryModel } from '../../blocks/model-refs.js';
import { recordAt, valueAt } from '../../files/tree.js';
import { PLUGIN_SWITCH } from '../../machine/plugin.js';
import { allowedPaths } from '../edits/allow-edits.js';

export interface RemovalFacts {
  /** The block, and those for its fallbacks. */
  providerIds: readonly string[];
  /** The config before the block was added; undefined if unknown. */
  before?: Record<string, unknown>;
  /** The config to restore shared values from; if this is the last block, the one before the first run. */
  sharedBefore?: Record<string, unknown>;
  /** The primary model that the block's model replaced, in case `before` is unknown. */
  primaryBefore?: string;
  /** No other block of init's is left. */
  isLast: boolean;
  /** Providers that init added and removed again: their models cannot become primary. */
  removedProviders: ReadonlySet<string>;
  /** Remove parents that become empty, unless they existed before. */
  prune: boolean;
}

/** The edits that remove blocks, and the refs to them that init wrote. */
export function removalEdits(config: Record<string, unknown>, facts: RemovalFacts): Json5Edit[] {
  const draft = new Draft(config, facts);
  for (const id of facts.providerIds) {
    const blockPath = [...PROVIDERS_PATH, id];
    draft.restore(blockPath, valueAt(facts.before, blockPath));
  }
  removePrimary(draft, facts);
  removeFrom([...DEFAULT_MODEL_PATH, 'fallbacks'], draft, facts);
  if (facts.prune) unwrapModel(draft, facts);
  removeAllowed(draft, facts);
  if (facts.isLast && draft.at(PLUGIN_SWITCH) === false) {
    draft.restore(PLUGIN_SWITCH, valueAt(facts.sharedBefore, PLUGIN_SWITCH));
  }
  if (facts.isLast && facts.sharedBefore) restoreMemorySearch(draft, facts.sharedBefore);
  return draft.edits;
}

/** Paths in the config that still name models of a removed block. */
export function refsTo(config: unknown, providerId: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown, path: Path): void => {
    const isRef = (text: unknown) => typeof text === 'string' && text.startsWith(`${providerId}/`);
    if (isRef(node) || isRef(path.at(-1))) found.push(showPath(path));
    else if (Array.isArray(node)) for (const [index, item] of node.entries()) visit(item, [...path, index]);
    else if (isRecord(node)) for (const [key, value] of Object.entries(node)) visit(value, [...path, key]);
  };
  visit(config, []);
  return found;
}

/** A config with the edits made so far. */
class Draft {
  readonly edits: Json5Edit[] = [];
  readonly #facts: RemovalFacts;
  #config: unknown;

  constructor(config: unknown, facts: RemovalFacts) {
    this.#config = config;
    this.#facts = facts;
  }

  at(path: Path): unknown {
    return valueAt(this.#config, path);
  }

  /** Sets the old value, or removes the present one if there was none. */
  restore(path: Path, old: unknown): void {
    if (this.at(path) === undefined) return;
    if (old === undefined) this.drop(path);
    else this.#apply({ op: 'set', path, value: old });
  }

  /** Removes a value, and its parents if they become empty and did not exist before. */
  drop(path: Path): void {
    this.#apply({ op: 'remove', path });
    if (!this.#facts.prune) return;
    for (let depth = path.length - 1; depth > 0; depth--) {
      const parent = path.slice(0, depth);
      if (!isEmpty(this.at(parent), parent)) return;
      if (valueAt(this.#facts.sharedBefore, parent) !== undefined) return;
      this.#apply({ op: 'remove', path: parent });
    }
  }

  #apply(edit: Json5Edit): void {
    this.#config = applyEdit(this.#config, edit);
    this.edits.push(edit);
  }
}

function isEmpty(node: unknown, path: Path): boolean {
  if (Array.isArray(node)) return node.length === 0;
  if (!isRecord(node)) return false;
  const keys = Object.keys(node);
  // init writes the mode when it creates `models`.
  const isModels = path.length === 1 && path[0] === 'models';
  return keys.length === 0 || (isModels && keys.length === 1 && node.mode === 'merge');
}

function removePrimary(draft: Draft, facts: RemovalFacts): void {
  const primary = primaryModel({ agents: draft.at(['agents']) });
  if (!primary || !facts.providerIds.includes(primary.providerId)) return;
  const { before, sharedBefore, primaryBefore, removedProviders } = facts;
  const latest = primaryModel(before);
  const candidates = [
    removedProviders.has(latest?.providerId ?? '') ? undefined : latest,
    primaryModel(sharedBefore),
    parseModelRef(primaryBefore),
  ];
  const old = candidates.find((ref) => ref && isUsable(ref.providerId, draft, facts));
  draft.restore(primary.path, old?.ref);
}

/** A string that became an object to have fallbacks becomes a string again. */
function unwrapModel(draft: Draft, { before, sharedBefore }: RemovalFacts): void {
  const model = draft.at(DEFAULT_MODEL_PATH);
  if (!isRecord(model) || Object.keys(model).length !== 1 || typeof model.primary !== 'string') return;
  const previous = [before, sharedBefore].map((config) => valueAt(config, DEFAULT_MODEL_PATH));
  if (previous.includes(model.primary)) draft.restore(DEFAULT_MODEL_PATH, model.primary);
}

/** The provider has a block, or never had one because it is built into OpenClaw. */
function isUsable(providerId: string, draft: Draft, { before, sharedBefore }: RemovalFacts): boolean {
  const path = [...PROVIDERS_PATH, providerId];
  if (draft.at(path) !== undefined) return true;
  const wasBlock = [before, sharedBefore].some((config) => valueAt(config, path) !== undefined);
  return !wasBlock && providerId !== PROVIDER_ID;
}

/** Removes the blocks' models from the allow lists, except those that were on them before. */
function removeAllowed(draft: Draft, facts: RemovalFacts): void {
  for (const id of facts.providerIds) removeAllowedOf(id, draft, facts);
}

function removeAllowedOf(id: string, draft: Draft, { before }: RemovalFacts): void {
  for (const path of allowedPaths(draft.at([]), id)) {
    const wasBefore =
      typeof path.at(-1) === 'number'
        ? asList(valueAt(before, path.slice(0, -1))).includes(draft.at(path))
        : valueAt(before, path) !== undefined;
    if (!wasBefore) draft.drop(path);
  }
}

/** What init set of a memory search through the gateway; the other settings stay. */
function restoreMemorySearch(draft: Draft, before: Record<string, unknown>): void {
  const { provider } = recordAt(draft.at([]), MEMORY_SEARCH_PATH) ?? {};
  if (provider !== 'openai-compatible') return;
  for (const key of ['provider', 'model', 'remote']) {
    const path = [...MEMORY_SEARCH_PATH, key];
    if (!isDeepStrictEqual(draft.at(path), valueAt(before, path))) draft.restore(path, valueAt(before, path));
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Removes the blocks' refs from a list, except those that were in it before. */
function removeFrom(path: Path, draft: Draft, { providerIds, before }: RemovalFacts): void {
  const list = draft.at(path);
  if (!Array.isArray(list)) return;
  const old = valueAt(before, path);
  const isKept = (ref: unknown) =>
    !providerIds.includes(parseModelRef(ref)?.providerId ?? '') || (Array.isArray(old) && old.includes(ref));
  for (let index = list.length - 1; index >= 0; index--) {
    if (!isKept(list[index])) draft.drop([...path, index]);
  }
}
