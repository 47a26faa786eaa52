import type { Origins } from '../../gateway/address/origins.js';
import { buildBaseUrl } from '../../gateway/address/parse-base-url.js';
import type { ModelPrice } from '../../gateway/management/management-responses.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import type { Path } from '../../lib/json5/parse.js';
import {
  hasMaxTokensField,
  MAX_TOKENS_FIELD,
  modelCost,
  modelFacts,
  refusesMaxTokens,
} from '../blocks/known-models.js';
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
  models: Record<string, unknown>[];
}

/** `version` is that of OpenClaw; undefined: the newest. */
export function buildBlock(
  recipe: Recipe,
  setup: Setup,
  variables: Variables,
  origins: Origins,
  version?: string,
): DesiredBlock {
  const { accountId, gateway } = setup;
  return {
    auth: 'api-key',
    apiKey: keyReference(variables[recipe.apiKey], version),
    baseUrl: buildBaseUrl({ origins, route: recipe.route, accountId, gateway }),
    api: recipe.api,
    headers: recipeHeaders(recipe, variables, gateway),
    models: setup.models.map((model) => fittingEntry(modelEntry(model, recipe.api), version)),
  };
}

/** The config value of a new block: without empty `headers`, and with `models` last. */
export function blockValue({ headers, models, ...rest }: DesiredBlock): Record<string, unknown> {
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
): Record<string, unknown> {
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
    ...reasoningFields(id, api),
  };
}

function reasoningFields(id: string, api: Recipe['api']): Record<string, unknown> {
  if (!refusesMaxTokens(id)) return {};
  return {
    reasoning: true,
    ...(api === 'openai-completions' && { compat: { maxTokensField: MAX_TOKENS_FIELD } }),
  };
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
    ...headerEdits([...path, 'headers'], block.headers, desired.headers),
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
  return typeof raw === 'string' && raw.replace(/\/+$/, '') === wanted;
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
    return entryEdits([...path, index], entry, model, desired.api);
  });
}

/** Adds what OpenClaw or the model requires to an existing entry; everything else stays as written. */
export function entryEdits(
  path: Path,
  entry: Record<string, unknown>,
  wanted: Record<string, unknown>,
  api: Recipe['api'],
): Json5Edit[] {
  const edits: Json5Edit[] = [];
  if (typeof entry.name !== 'string' || entry.name === '') {
    edits.push({ op: 'set', path: [...path, 'name'], value: wanted.name });
  }
  // The entry's own overrides would bypass the recipe.
  for (const key of ['api', 'baseUrl']) {
    if (entry[key] !== undefined) edits.push({ op: 'remove', path: [...path, key] });
  }
  if (isRecord(entry.headers)) edits.push(...headerEdits([...path, 'headers'], entry.headers, {}));
  if (wanted.reasoning && entry.reasoning === undefined) {
    edits.push({ op: 'set', path: [...path, 'reasoning'], value: true });
  }
  if (api === 'openai-completions' && wanted.compat && !hasMaxTokensField(entry)) {
    edits.push(
      isRecord(entry.compat)
        ? { op: 'set', path: [...path, 'compat', 'maxTokensField'], value: MAX_TOKENS_FIELD }
        : { op: 'set', path: [...path, 'compat'], value: wanted.compat },
    );
  }
  return edits;
}
