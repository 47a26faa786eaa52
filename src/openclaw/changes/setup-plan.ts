import type { Origins } from '../../gateway/address/origins.js';
import { DotenvRefused, editDotenv } from '../../lib/dotenv/dotenv.js';
import type { TextFile } from '../../lib/files/read-text.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import { isRecord } from '../../lib/json.js';
import type { Json5Edit } from '../../lib/json5/apply.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import { findBlocks, PROVIDER_ID, PROVIDERS_PATH } from '../blocks/block.js';
import { primaryModel } from '../blocks/model-refs.js';
import { fitsRecipe } from '../blocks/recipe-model-ids.js';
import { findRecipe, type Recipe, type Setup } from '../blocks/recipes.js';
import type { OpenClawConfig } from '../files/config.js';
import type { Place } from '../files/locate.js';
import { writesFor } from '../files/owner-file.js';
import { valueAt } from '../files/tree.js';
import { blockEdits, blockValue, buildBlock, type Variables } from './block-edits.js';
import { allowEdits, modelEdits, newBlockEdit, pluginEdits } from './config-edits.js';
import { variablesFor } from './variable-names.js';

/** What is to be written, and what to tell about it. Nothing is written yet. */
export interface Plan {
  place: Pick<Place, 'configPath' | 'envPath'>;
  /** Of the block that it is about. */
  providerId?: string;
  /** `.env` first, the config last: a config never refers to a variable that is not there yet. */
  writes: FileWrite[];
  configAfter: string;
  envAfter: string;
  notes: string[];
  /** The default model changes. */
  replacesPrimary?: { from: string; to: string };
}

export interface Current {
  place: Place;
  config: OpenClawConfig;
  envFile: TextFile;
  origins: Origins;
  /** Leave `agents.defaults.model` alone if it names a model. */
  keepPrimary?: boolean;
}

/**
 * The writes that make OpenClaw use the recipe. Planning again on the result plans no change.
 * Throws EditRefused when the config cannot be edited safely, DotenvRefused when the `.env` cannot, RangeError when
 * there is no such recipe.
 */
export function planSetup(setup: Setup, current: Current): Plan {
  const recipe = findRecipe(setup.recipe, setup.payment);
  if (!recipe) throw new RangeError(`no recipe ${setup.recipe} for ${setup.payment}`);
  const { config, envFile } = current;
  requireEditable(config);

  const id = setup.providerId ?? PROVIDER_ID;
  const path = [...PROVIDERS_PATH, id];
  const existing = valueAt(config.value, path);
  if (existing !== undefined) requireOurs(id, config, current.origins);
  const variables = variablesFor(setup, id, existing, current);
  const desired = buildBlock(recipe, setup, variables, current.origins);
  const { edits: primaryEdits, replacesPrimary } = planPrimary(setup, id, current);
  const edits: Json5Edit[] = [
    ...(existing === undefined
      ? [newBlockEdit(config.value, path, blockValue(desired))]
      : blockEdits(path, existing, desired)),
    ...primaryEdits,
    ...pluginEdits(config.value),
  ];
  const configWrites = writesFor(config, edits);
  const envWrite = planEnv(envFile, secretsFor(recipe, setup, variables));
  return {
    place: current.place,
    providerId: id,
    writes: [...(envWrite ? [envWrite] : []), ...configWrites],
    configAfter: configWrites.find((write) => write.path === config.path)?.after ?? config.text,
    envAfter: envWrite?.after ?? textOf(envFile),
    notes: notesFor(recipe, existing, config),
    replacesPrimary,
  };
}

/** A config that is missing or holds nothing can be filled; any other trouble has to be mended by hand first. */
export function requireEditable(config: OpenClawConfig): void {
  const { problem, path } = config;
  if (!problem || problem.cause === 'config-missing' || problem.cause === 'config-empty') return;
  const { line, column, detail, expected, found } = problem.values;
  const file = problem.values.file ?? path;
  const position = line ? `:${line}:${column}` : '';
  const words = expected ? `${detail} should be ${expected} and is ${found}` : detail;
  throw new EditRefused(`${file}${position}: ${words ?? problem.cause}`);
}

/** A block of another provider is not to be turned into one of ours, or taken out. Throws EditRefused. */
export function requireOurs(id: string, { value }: OpenClawConfig, origins: Origins): void {
  const ours = value ? findBlocks(value, origins).map((block) => block.id) : [];
  if (id === PROVIDER_ID || ours.includes(id)) return;
  throw new EditRefused(`models.providers["${id}"] does not lead to a gateway; it is left alone`);
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

/** undefined: there is no file and nothing to put into one. */
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
  { config, keepPrimary }: Current,
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
      ...allowEdits(config.value, [...(keeps && present.ref !== to ? [present.ref] : [to]), ...fallbacks]),
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
      `These listed models do not have the form that this route wants and will not work: ${unfit.join(', ')}`,
    );
  }
  if (valueAt(config.value, ['plugins', 'entries', PROVIDER_ID, 'enabled']) === true) {
    notes.push("OpenClaw's own Cloudflare plugin is turned off: the block is kept by hand.");
  }
  return notes;
}
