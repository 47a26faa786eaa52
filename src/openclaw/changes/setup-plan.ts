import type { Origins } from '../../gateway/address/origins.js';
import { DotenvRefused, editDotenv } from '../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../lib/files/read-text.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import { applyEdit, type Json5Edit } from '../../lib/json5/apply.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import { isWithin } from '../../lib/json5/paths.js';
import { findBlocks, PROVIDER_ID, PROVIDERS_PATH } from '../blocks/block.js';
import { addressOf } from '../blocks/block-address.js';
import { embeddingKeyVariable, memorySearchFor } from '../blocks/memory-search.js';
import { fallbackModels, primaryModel } from '../blocks/model-refs.js';
import { findRecipe, keyVariableOf, type Recipe, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import type { Place } from '../files/locate.js';
import { writesFor } from '../files/owner-file.js';
import { valueAt } from '../files/tree.js';
import type { HeldCredential } from '../machine/held-credentials.js';
import type { Installation } from '../machine/installation.js';
import type { Environment } from '../secrets/environment.js';
import { blockEdits, blockValue, buildBlock, type Variables } from './block-edits.js';
import {
  memorySearchEdits,
  memorySearchMove,
  modelEdits,
  newBlockEdit,
  pluginEdits,
} from './config-edits.js';
import { allowEdits } from './edits/allow-edits.js';
import { modelRemoval } from './edits/model-removal.js';
import { assignFallbacks, type FallbackBlock, type Fallbacks } from './fallback-blocks.js';
import { setupNotes } from './setup-notes.js';
import { variablesFor } from './variable-names.js';
import { installedForms, refusedForms } from './version-forms.js';

/** Files to write, and what to tell the user. Nothing is written yet. */
export interface Plan {
  place: Pick<Place, 'configPath' | 'envPath'>;
  /** The block that changes. */
  providerId?: string;
  /** Blocks for fallbacks that come or go with it. */
  fallbackBlocks?: readonly string[];
  /** Providers whose keys the fallbacks in blocks of their own need, and the variables of these keys. */
  fallbackKeys?: readonly { provider: string; variable: string }[];
  /** `.env` first, so that the config never refers to a variable that does not exist yet. */
  writes: FileWrite[];
  configAfter: string;
  envAfter: string;
  notes: string[];
  /** The change of the default model, if any. */
  replacesPrimary?: { from: string; to: string };
}

export interface PlanInput {
  place: Place;
  config: OpenClawConfig;
  envFile: TextFile;
  origins: Origins;
  /** The `openclaw` on the PATH; undefined: the newest is assumed. */
  installation?: Pick<Installation, 'version'>;
  /** The folder of OpenClaw's own Cloudflare plugin, if it is installed. */
  plugin?: string;
  /** What OpenClaw keeps for blocks without a key. */
  held?: readonly HeldCredential[];
  /** Keys that are only exported here are written to `.env`: OpenClaw's gateway has another environment. */
  environment?: Pick<Environment, 'lookup'>;
  /** Keep the primary model if there is one. */
  keepPrimary?: boolean;
}

/**
 * Plans the changes that make OpenClaw use the recipe. Planning again on the result changes nothing.
 * Throws EditRefused or DotenvRefused if a file cannot be edited safely, RangeError if there is no such recipe.
 */
export function planSetup(setup: Setup, input: PlanInput): Plan {
  const recipe = findRecipe(setup.recipe, setup.payment);
  if (!recipe) throw new RangeError(`no recipe ${setup.recipe} for ${setup.payment}`);
  const { config, envFile } = input;
  requireEditable(config);

  const id = setup.providerId ?? PROVIDER_ID;
  const path = [...PROVIDERS_PATH, id];
  const existing = valueAt(config.value, path);
  if (existing !== undefined) requireGatewayBlock(id, config, input.origins);
  const installed = installedForms(input);
  const { version } = installed;
  const variables = variablesFor(recipe, setup, id, existing, input, version);
  const fallbacks = assignFallbacks(setup, id, input);
  const main = { id, recipe, setup: { ...setup, models: fallbacks.models }, variables };
  const written = [main, ...fallbacks.blocks.map((block) => withVariables(block, variables, input))];
  // A block without models only follows the main one.
  const forFallbacks = setup.payment === 'stored' ? [] : written.slice(1);
  const fallbackKeys = forFallbacks.flatMap(({ setup: { provider, models }, variables: { key } }) =>
    models.length ? [{ provider, variable: key }] : [],
  );
  const { edits: primaryEdits, replacesPrimary } = planPrimary(setup, id, fallbacks, input);
  const wanted: Json5Edit[] = [
    ...blocksEdits(written, input),
    ...primaryEdits,
    ...pluginEdits(config.value, installed),
    ...planMemorySearch(setup, id, variables, input),
  ];
  const formed = [
    ...wanted,
    ...refusedForms(config.value, findBlocks(config.value, input.origins), installed)
      .flatMap(({ edit }) => edit ?? [])
      .filter(({ path }) => !wanted.some((edit) => isWithin(path, edit.path))),
  ];
  const removal = removalAfter(formed, setup, config);
  const edits = [...formed, ...(removal?.edits ?? [])];
  // Comments inside a dropped entry go with it, and no others.
  if (removal) writesFor(config, formed);
  const configWrites = writesFor(config, edits, { dropInnerComments: removal !== undefined });
  const envWrite = planEnv(envFile, [
    ...secretsFor(recipe, setup, variables),
    ...exportedKeys(
      [...fallbackKeys.map(({ variable }) => variable), embeddingKeyVariable(setup) ?? []].flat(),
      input,
    ),
  ]);
  return {
    place: input.place,
    providerId: id,
    fallbackBlocks: newIds(fallbacks),
    fallbackKeys,
    writes: [...(envWrite ? [envWrite] : []), ...configWrites],
    configAfter: configWrites.find((write) => write.path === config.path)?.after ?? config.text,
    envAfter: envWrite?.after ?? textOf(envFile),
    notes: [
      ...setupNotes({ id, recipe, setup, existing, fallbacks, edits, input }),
      ...(removal?.notes ?? []),
    ],
    replacesPrimary,
  };
}

/** Last of all edits, since removing an entry moves those behind it. */
function removalAfter(edits: readonly Json5Edit[], { dropped }: Setup, { value }: OpenClawConfig) {
  return dropped && modelRemoval(edits.reduce<unknown>(applyEdit, value), dropped);
}

/** A block to write. */
interface Written {
  id: string;
  recipe: Recipe;
  setup: Setup;
  variables: Variables;
}

/** A new block for fallbacks refers to the token of the main one. */
function withVariables(block: FallbackBlock, { token }: Variables, input: PlanInput): Written {
  const { id, recipe, setup, isNew } = block;
  if (isNew) return { ...block, variables: { token, key: keyVariableOf(setup.provider) } };
  const present = valueAt(input.config.value, [...PROVIDERS_PATH, id]);
  const silent = { ...setup, token: undefined, keyVariable: undefined };
  const { version } = installedForms(input);
  return { ...block, variables: variablesFor(recipe, silent, id, present, input, version) };
}

/** Each edit is planned on the result of those before it: the first block may create `models`. */
function blocksEdits(blocks: readonly Written[], input: PlanInput): Json5Edit[] {
  const { version } = installedForms(input);
  let config: unknown = input.config.value;
  return blocks.flatMap(({ id, recipe, setup, variables }) => {
    const path = [...PROVIDERS_PATH, id];
    const present = valueAt(config, path);
    const desired = buildBlock(recipe, setup, variables, input.origins, version);
    const edits =
      present === undefined
        ? [newBlockEdit(config, path, blockValue(desired))]
        : blockEdits(path, present, desired, version);
    config = edits.reduce(applyEdit, config);
    return edits;
  });
}

function planMemorySearch(
  setup: Setup,
  id: string,
  { token, key }: Variables,
  input: PlanInput,
): Json5Edit[] {
  if (setup.memorySearch === undefined) {
    const { config, origins } = input;
    const main = findBlocks(config.value, origins).find((block) => block.id === id);
    const { accountId, gateway } = setup;
    return main
      ? memorySearchMove(config.value, addressOf(main, origins), { accountId, gateway }, origins)
      : [];
  }
  const variables = { token, key: embeddingKeyVariable(setup) ?? key };
  const wanted = memorySearchFor(setup.memorySearch, setup, input.origins);
  return memorySearchEdits(input.config.value, wanted, variables, installedForms(input).version);
}

function newIds({ blocks }: Fallbacks): string[] | undefined {
  const ids = blocks.filter(({ isNew }) => isNew).map(({ id }) => id);
  return ids.length ? ids : undefined;
}

/** A missing or empty config can be filled; any other problem has to be fixed by hand first. Throws EditRefused. */
export function requireEditable(config: OpenClawConfig): void {
  const { problem, path } = config;
  if (!problem || problem.cause === 'config-missing' || problem.cause === 'config-empty') return;
  const { line, column, detail, expected, found } = problem.values;
  const file = problem.values.file ?? path;
  const position = line ? `:${line}:${column}` : '';
  const description = expected ? `${detail} should be ${expected} but is ${found}` : detail;
  throw new EditRefused(`${file}${position}: ${description ?? problem.cause}`);
}

/** Blocks of other providers are never changed or removed. Throws EditRefused. */
export function requireGatewayBlock(id: string, { value }: OpenClawConfig, origins: Origins): void {
  const ids = findBlocks(value, origins).map((block) => block.id);
  if (id === PROVIDER_ID || ids.includes(id)) return;
  throw new EditRefused(`models.providers["${id}"] does not use a gateway, so it is left unchanged`);
}

function secretsFor(recipe: Recipe, setup: Setup, variables: Variables): { key: string; value: string }[] {
  const needsToken = setup.payment !== 'own-key-open';
  const needsKey = recipe.payment !== 'stored';
  return [
    ...(needsToken && setup.token !== undefined ? [{ key: variables.token, value: setup.token }] : []),
    ...(needsKey && setup.providerKey !== undefined
      ? [{ key: variables.key, value: setup.providerKey }]
      : []),
  ];
}

/** Keys that are exported and in none of OpenClaw's files. */
function exportedKeys(
  names: readonly string[],
  { environment }: PlanInput,
): { key: string; value: string }[] {
  return [...new Set(names)].flatMap((key) => {
    const { value, from, shadowed } = environment?.lookup(key) ?? {};
    return value && from?.kind === 'process' && !shadowed?.some((other) => other.value) ? { key, value } : [];
  });
}

/** undefined if there is no file and nothing to write. */
export function planEnv(
  file: TextFile,
  edits: readonly { key: string; value: string | null }[],
): FileWrite | undefined {
  if (file.kind !== 'file' && file.kind !== 'missing') {
    if (!edits.length) return undefined;
    throw new DotenvRefused(`${file.path}: ${file.detail}`);
  }
  if (file.kind === 'missing' && !edits.length) return undefined;
  const before = file.kind === 'file' ? file.text : null;
  return { path: file.path, before, after: editDotenv(before ?? '', edits), mode: 0o600, dirMode: 0o700 };
}

function textOf(file: TextFile): string {
  return file.kind === 'file' ? file.text : '';
}

function planPrimary(
  setup: Setup,
  id: string,
  { refs, moved, models }: Fallbacks,
  { config, keepPrimary }: PlanInput,
): { edits: Json5Edit[]; replacesPrimary?: Plan['replacesPrimary'] } {
  const model = setup.primary ?? setup.models[0]?.id;
  if (!model) return { edits: [] };
  const refOf = (text: string) => (text.startsWith(`${id}/`) ? text : `${id}/${text}`);
  const to = refOf(model);
  const present = primaryModel(config.value);
  const keeps = present !== undefined && (keepPrimary || present.ref === to);
  const primary = keeps ? present.ref : to;
  const moves = moveEdits(config.value, moved);
  const value = moves.reduce<unknown>(applyEdit, config.value);
  return {
    edits: [
      ...moves,
      ...modelEdits(value, keeps ? undefined : to, primary, refs),
      ...allowEdits(value, [to, ...models.map((listed) => `${id}/${listed.id}`), ...refs]),
    ],
    replacesPrimary: present && !keeps ? { from: present.ref, to } : undefined,
  };
}

/** A fallback that is listed under its old ref keeps its place. */
function moveEdits(config: unknown, moved: Fallbacks['moved']): Json5Edit[] {
  const listed = fallbackModels(config);
  return moved.flatMap(({ from, to }): Json5Edit[] => {
    const old = listed.find(({ ref }) => ref === from);
    return old && !listed.some(({ ref }) => ref === to) ? [{ op: 'set', path: old.path, value: to }] : [];
  });
}
