import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import type { ProviderBlock } from '../blocks/block.js';
import type { ModelFeatures } from '../blocks/model-features.js';
import { recordAt, valueAt } from '../files/tree.js';
import type { Installation } from '../machine/installation.js';
import { firstVersionWith, hasFeature, type OpenClawFeature } from '../machine/openclaw-features.js';
import { PLUGIN_ENTRY } from '../machine/plugin.js';

/** How a config refers to a variable: a SecretRef, or `${VAR}`. */
export type KeyReference = { source: 'env'; provider: 'default'; id: string } | string;

/** The safest reference that this version of OpenClaw takes: its own `doctor --fix` copies the value of `${VAR}` into its
 * database, but not that of a SecretRef. */
export function keyReference(variable: string, version: string | undefined): KeyReference {
  return hasFeature(version, 'secret-reference')
    ? { source: 'env', provider: 'default', id: variable }
    : `\${${variable}}`;
}

/** What decides which forms the installed OpenClaw takes. */
export interface InstalledForms {
  /** undefined: not known, so the newest is assumed. */
  version?: string;
  /** OpenClaw's own Cloudflare plugin is installed. */
  hasPlugin: boolean;
}

export function installedForms({
  installation,
  plugin,
}: {
  installation?: Pick<Installation, 'version'>;
  plugin?: string;
}): InstalledForms {
  return { version: installation?.version, hasPlugin: plugin !== undefined };
}

/** A part of the config that stops every command of an older OpenClaw. */
export interface RefusedForm {
  path: Path;
  /** What is at the path. */
  what: string;
  /** The first version that takes it. */
  since: string;
  /** Turns it into what this version takes; undefined if there is no such form. */
  edit?: Json5Edit;
}

/** What cf-aig or a newer OpenClaw wrote and this version refuses. */
export function refusedForms(
  config: unknown,
  blocks: readonly ProviderBlock[],
  { version, hasPlugin }: InstalledForms,
): RefusedForm[] {
  const refuses = (feature: OpenClawFeature) => !hasFeature(version, feature);
  const keys = refuses('secret-reference')
    ? blocks
        .filter(({ apiKey }) => isRecord(apiKey))
        .map(({ path, apiKey }) => keyForm(path, apiKey, version))
    : [];
  const forms = [...keys, ...blocks.flatMap(({ models }) => compatForms(models, version))];
  const hasEntry = valueAt(config, PLUGIN_ENTRY) !== undefined;
  if (!hasEntry || hasPlugin || !refuses('absent-plugin-entry')) return forms;
  return [...forms, pluginForm(config)];
}

function compatForms(models: ProviderBlock['models'], version: string | undefined): RefusedForm[] {
  return models.flatMap(({ raw, path }) =>
    Object.keys(isRecord(raw.compat) ? raw.compat : {})
      .filter((key) => !takesCompatKey(key, version))
      .map((key): RefusedForm => {
        const at = [...path, 'compat', key];
        const since = firstVersionWith(featureFor(key));
        return { path: at, what: 'an unknown key', since, edit: { op: 'remove', path: at } };
      }),
  );
}

function takesCompatKey(key: string, version: string | undefined): boolean {
  return FIRST_COMPAT_KEYS.has(key) || hasFeature(version, featureFor(key));
}

function keyForm(block: Path, apiKey: unknown, version: string | undefined): RefusedForm {
  const path = [...block, 'apiKey'];
  const variable =
    isRecord(apiKey) && apiKey.source === 'env' && typeof apiKey.id === 'string' ? apiKey.id : undefined;
  return {
    path,
    what: 'a reference as an object',
    since: firstVersionWith('secret-reference'),
    edit: variable ? { op: 'set', path, value: keyReference(variable, version) } : undefined,
  };
}

/** Without the entry, `entries` and `plugins` are removed too if nothing else is in them. */
function pluginForm(config: unknown): RefusedForm {
  const isAlone = (path: Path) => Object.keys(recordAt(config, path) ?? {}).length === 1;
  const depth = !isAlone(['plugins', 'entries']) ? 3 : !isAlone(['plugins']) ? 2 : 1;
  return {
    path: PLUGIN_ENTRY,
    what: 'an entry of a plugin that is not installed',
    since: firstVersionWith('absent-plugin-entry'),
    edit: { op: 'remove', path: PLUGIN_ENTRY.slice(0, depth) },
  };
}

/** Leaves out the compat keys that this version refuses in a model entry. */
export function fittingEntry<Entry extends ModelFeatures>(entry: Entry, version: string | undefined): Entry {
  const { compat, ...rest } = entry;
  if (!isRecord(compat)) return entry;
  const taken = Object.entries(compat).filter(([key]) => takesCompatKey(key, version));
  const fitting = Object.fromEntries(taken);
  // Without the list this version could send a word that the model does not know.
  const efforts =
    fitting.supportedReasoningEfforts === undefined ? compat.supportedReasoningEfforts : undefined;
  if (Array.isArray(efforts) && !USUAL_EFFORTS.every((word) => efforts.includes(word))) {
    delete fitting.supportsReasoningEffort;
  }
  return { ...rest, ...(Object.keys(fitting).length && { compat: fitting }) } as Entry;
}

function featureFor(compatKey: string): OpenClawFeature {
  return REASONING_KEYS.has(compatKey) ? 'reasoning-efforts' : 'all-compat-keys';
}

const REASONING_KEYS = new Set(['supportedReasoningEfforts', 'reasoningEffortMap']);
const USUAL_EFFORTS = ['low', 'medium', 'high'];

/** Those of 2026.1.29. */
const FIRST_COMPAT_KEYS = new Set([
  'supportsStore',
  'supportsDeveloperRole',
  'supportsReasoningEffort',
  'maxTokensField',
]);
