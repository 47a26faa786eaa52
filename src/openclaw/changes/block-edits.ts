import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl } from '../../gateway/address/parse-base-url.js';
import type { ModelPrice } from '../../gateway/management/management-responses.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import { trimEnd } from '../../lib/text/trim-end.js';
import { modelCost, modelFacts } from '../blocks/known-models.js';
import {
  type ModelEntry,
  type ModelFeatures,
  missingFeatures,
  modelFeatures,
  staleCompatKeys,
} from '../blocks/model-features.js';
import type { HeaderRule, Recipe, Secret, Setup } from '../blocks/recipes.js';
import { requireRecord, wrongType } from '../files/path-refusals.js';
import { hasFeature } from '../machine/openclaw-features.js';
import { headerEdits, requestEdits } from './header-edits.js';
import { fittingEntry, type KeyReference, keyReference } from './version-forms.js';

/** Names of the variables for the two secrets. */
export type Variables = Record<Secret, string>;

export interface DesiredBlock {
  auth: 'api-key';
  apiKey: KeyReference;
  baseUrl: string;
  api: Recipe['api'];
  headers: Record<string, string>;
  /** Names in lower case. */
  removedHeaders: readonly string[];
  models: ModelEntry[];
}

/** `version` is that of OpenClaw; undefined: the newest. */
export function buildBlock(
  recipe: Recipe,
  setup: Setup,
  variables: Variables,
  origins: Origins,
  version?: string,
): DesiredBlock {
  const { accountId, gateway, headers = {} } = setup;
  const changes = Object.entries(headers);
  return {
    auth: 'api-key',
    apiKey: keyReference(variables[recipe.apiKey], version),
    baseUrl: buildBaseUrl({ origins, route: recipe.route, accountId, gateway }),
    api: recipe.api,
    headers: {
      ...recipeHeaders(recipe, variables, gateway),
      ...Object.fromEntries(changes.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
    },
    removedHeaders: changes.flatMap(([name, value]) => (value === null ? [name] : [])),
    models: setup.models.map((model) => fittingEntry(modelEntry(model, recipe.api), version)),
  };
}

/** The config value of a new block: without empty `headers`, and with `models` last. */
export function blockValue({
  headers,
  removedHeaders: _,
  models,
  ...rest
}: DesiredBlock): Record<string, unknown> {
  return { ...rest, ...(Object.keys(headers).length && { headers }), models };
}

/** The headers that a recipe asks for. */
export function recipeHeaders(
  { headers }: Recipe,
  variables: Variables,
  gateway: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, rule]) => [name, headerText(rule, variables, gateway)]),
  );
}

function headerText(rule: HeaderRule, variables: Variables, gateway: string): string {
  if ('bearer' in rule) return `Bearer \${${variables[rule.bearer]}}`;
  return 'text' in rule ? rule.text : gateway;
}

/** An entry of `models`; OpenClaw requires `id` and `name`. `price` is the gateway's own. */
export function modelEntry(
  { id, name, price }: { id: string; name?: string; price?: ModelPrice },
  api: Recipe['api'],
): ModelEntry {
  const facts = modelFacts(id);
  const cost = modelCost(price, facts?.cost);
  return {
    id,
    name: name?.trim() || `${facts?.name ?? id} (Cloudflare)`,
    ...(facts && {
      input: [...facts.input],
      contextWindow: facts.contextWindow,
      ...(facts.maxTokens && { maxTokens: facts.maxTokens }),
    }),
    ...(cost && { cost }),
    ...definedOnly(modelFeatures(id, api)),
  };
}

/** Without the fields that have no value, which JSON5 could not hold. */
function definedOnly(fields: ModelFeatures): ModelFeatures {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * The edits that turn the value at `path` into the desired block. Anything that already works stays as written (`${VAR}`
 * instead of a SecretRef, a trailing slash in the URL), and so does every key that the recipe does not set.
 */
export function blockEdits(
  path: Path,
  existing: unknown,
  desired: DesiredBlock,
  version?: string,
): Json5Edit[] {
  const block = requireRecord(existing, path);
  const set = (key: string, value: unknown): Json5Edit => ({ op: 'set', path: [...path, key], value });
  return [
    ...(block.auth === desired.auth ? [] : [set('auth', desired.auth)]),
    ...(isSameReference(block.apiKey, desired.apiKey, version) ? [] : [set('apiKey', desired.apiKey)]),
    ...(sameUrl(block.baseUrl, desired.baseUrl) ? [] : [set('baseUrl', desired.baseUrl)]),
    ...(block.api === desired.api ? [] : [set('api', desired.api)]),
    ...headerEdits([...path, 'headers'], block.headers, desired.headers, desired.removedHeaders),
    ...requestEdits([...path, 'request'], block.request),
    // It would also send the apiKey as Authorization, for an API that has it in another header.
    ...(block.authHeader === true && !desired.api.startsWith('openai-')
      ? [{ op: 'remove', path: [...path, 'authHeader'] } as const]
      : []),
    ...modelEdits([...path, 'models'], block.models, desired),
  ];
}

/** Whether a config value refers to the wanted variable in a form that this version and both transports take. */
function isSameReference(raw: unknown, wanted: KeyReference, version: string | undefined): boolean {
  const text = typeof wanted === 'string' ? wanted : `\${${wanted.id}}`;
  if (typeof raw === 'string') return raw.trim() === text;
  return (
    hasFeature(version, 'secret-reference') &&
    isRecord(raw) &&
    raw.source === 'env' &&
    typeof raw.provider === 'string' &&
    raw.provider !== '' &&
    `\${${String(raw.id)}}` === text
  );
}

function sameUrl(raw: unknown, wanted: string): boolean {
  return typeof raw === 'string' && trimEnd(raw, '/') === wanted;
}

function modelEdits(path: Path, existing: unknown, desired: DesiredBlock): Json5Edit[] {
  if (!Array.isArray(existing)) {
    if (existing !== undefined) throw wrongType(path, 'an array', existing);
    return [{ op: 'set', path, value: desired.models }];
  }
  const entries: unknown[] = existing;
  let end = entries.length;
  return desired.models.flatMap((model): Json5Edit[] => {
    const index = entries.findIndex(
      (entry) => entry === model.id || (isRecord(entry) && entry.id === model.id),
    );
    const entry = entries[index];
    if (index < 0) return [{ op: 'set', path: [...path, end++], value: model }];
    if (!isRecord(entry)) return [{ op: 'set', path: [...path, index], value: model }];
    return entryEdits([...path, index], entry, model);
  });
}

/** Adds what OpenClaw or the model requires to an existing entry; everything else stays as written. */
function entryEdits(path: Path, entry: Record<string, unknown>, wanted: ModelEntry): Json5Edit[] {
  const edits: Json5Edit[] = [];
  if (typeof entry.name !== 'string' || entry.name === '') {
    edits.push({ op: 'set', path: [...path, 'name'], value: wanted.name });
  }
  // The entry's own overrides would bypass the recipe.
  for (const key of ['api', 'baseUrl']) {
    if (entry[key] !== undefined) edits.push({ op: 'remove', path: [...path, key] });
  }
  if (isRecord(entry.headers)) edits.push(...headerEdits([...path, 'headers'], entry.headers, {}));
  edits.push(...featureEdits(path, entry, wanted), ...staleEdits(path, entry, wanted));
  return edits;
}

/** Adds the features that the entry lacks. */
export function featureEdits(path: Path, entry: Record<string, unknown>, wanted: ModelFeatures): Json5Edit[] {
  const { reasoning, compat = {} } = missingFeatures(entry, wanted);
  const added = Object.entries(compat);
  const set = (at: Path, value: unknown): Json5Edit => ({ op: 'set', path: [...path, ...at], value });
  return [
    ...(reasoning ? [set(['reasoning'], true)] : []),
    ...(isRecord(entry.compat)
      ? added.map(([key, value]) => set(['compat', key], value))
      : added.length
        ? [set(['compat'], compat)]
        : []),
  ];
}

/** Removes what only another recipe's form needs. */
function staleEdits(path: Path, entry: Record<string, unknown>, wanted: ModelEntry): Json5Edit[] {
  const stale = new Set(staleCompatKeys(entry, String(entry.id), wanted));
  if (!stale.size) return [];
  const compat = [...path, 'compat'];
  if (
    !missingFeatures(entry, wanted).compat &&
    Object.keys(entry.compat ?? {}).every((key) => stale.has(key))
  ) {
    return [{ op: 'remove', path: compat }];
  }
  return [...stale].map((key) => ({ op: 'remove', path: [...compat, key] }));
}
