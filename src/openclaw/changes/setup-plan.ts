import type { Origins } from '../../gateway/address/origins.js';
import { DotenvRefused, editDotenv } from '../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../lib/files/read-text.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import { findBlocks, PROVIDER_ID, PROVIDERS_PATH, type ProviderBlock } from '../blocks/block.js';
import { primaryModel } from '../blocks/model-refs.js';
import { fitsRecipe } from '../blocks/recipe-model-ids.js';
import { findRecipe, type Recipe, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import type { Place } from '../files/locate.js';
import { writesFor } from '../files/owner-file.js';
import { valueAt } from '../files/tree.js';
import type { Installation } from '../machine/installation.js';
import { allowEdits } from './allow-edits.js';
import { blockEdits, blockValue, buildBlock, type Variables } from './block-edits.js';
import { modelEdits, newBlockEdit, pluginEdits } from './config-edits.js';
import { variablesFor } from './variable-names.js';
import { type InstalledForms, refusedForms } from './version-forms.js';

/** Files to write, and what to tell the user. Nothing is written yet. */
export interface Plan {
  place: Pick<Place, 'configPath' | 'envPath'>;
  /** The block that changes. */
  providerId?: string;
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
  const desired = buildBlock(recipe, setup, variables, input.origins, version);
  const { edits: primaryEdits, replacesPrimary } = planPrimary(setup, id, input);
  const edits: Json5Edit[] = [
    ...(existing === undefined
      ? [newBlockEdit(config.value, path, blockValue(desired))]
      : blockEdits(path, existing, desired, version)),
    ...primaryEdits,
    ...pluginEdits(config.value, installed),
    ...refusedForms(config.value, otherBlocks(id, config, input.origins), installed).flatMap(
      ({ edit }) => edit ?? [],
    ),
  ];
  const configWrites = writesFor(config, edits);
  const envWrite = planEnv(envFile, secretsFor(recipe, setup, variables));
  return {
    place: input.place,
    providerId: id,
    writes: [...(envWrite ? [envWrite] : []), ...configWrites],
    configAfter: configWrites.find((write) => write.path === config.path)?.after ?? config.text,
    envAfter: envWrite?.after ?? textOf(envFile),
    notes: notesFor(recipe, existing, config),
    replacesPrimary,
  };
}

/** What decides which forms the installed OpenClaw takes. */
export function installedForms({
  installation,
  plugin,
}: Pick<PlanInput, 'installation' | 'plugin'>): InstalledForms {
  return { version: installation?.version, hasPlugin: plugin !== undefined };
}

function otherBlocks(id: string, { value }: OpenClawConfig, origins: Origins): ProviderBlock[] {
  return value ? findBlocks(value, origins).filter((block) => block.id !== id) : [];
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
  const ids = value ? findBlocks(value, origins).map((block) => block.id) : [];
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
  { config, keepPrimary }: PlanInput,
): { edits: Json5Edit[]; replacesPrimary?: Plan['replacesPrimary'] } {
  const model = setup.primary ?? setup.models[0]?.id;
  if (!model) return { edits: [] };
  const refOf = (text: string) => (text.startsWith(`${id}/`) ? text : `${id}/${text}`);
  const to = refOf(model);
  const present = primaryModel(config.value);
  const keeps = present !== undefined && (keepPrimary || present.ref === to);
  const primary = keeps ? present.ref : to;
  const fallbacks = (setup.fallbacks ?? []).map(refOf);
  return {
    edits: [
      ...modelEdits(config.value, keeps ? undefined : to, primary, fallbacks),
      ...allowEdits(config.value, [
        primary,
        ...setup.models.map((listed) => `${id}/${listed.id}`),
        ...fallbacks,
      ]),
    ],
    replacesPrimary: present && !keeps ? { from: present.ref, to } : undefined,
  };
}

function notesFor(recipe: Recipe, existing: unknown, config: OpenClawConfig): string[] {
  const notes: string[] = [];
  const listed = isRecord(existing) && Array.isArray(existing.models) ? existing.models : [];
  const ids = listed.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry.id === 'string' && entry.baseUrl === undefined ? [entry.id] : [],
  );
  const unfit = ids.filter((model) => !fitsRecipe(recipe, model));
  if (unfit.length) {
    notes.push(
      `These listed models do not have the form of this route and will not work: ${unfit.join(', ')}`,
    );
  }
  if (valueAt(config.value, ['plugins', 'entries', PROVIDER_ID, 'enabled']) === true) {
    notes.push("OpenClaw's own Cloudflare plugin is turned off: cf-aig manages the block instead.");
  }
  return notes;
}
