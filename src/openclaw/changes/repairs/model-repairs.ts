import { checkModelId } from '../../../gateway/providers/model-id-form.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { isTypo } from '../../../lib/nearest.js';
import { effectiveBlock } from '../../blocks/block.js';
import { modelFacts, sameKnownModel } from '../../blocks/known-models.js';
import { modelFeatures, refusesMaxTokens } from '../../blocks/model-features.js';
import { type ModelRef, primaryModel } from '../../blocks/model-refs.js';
import { modelRoles } from '../../blocks/model-roles.js';
import { probablyMeant } from '../../blocks/unlisted-model.js';
import { featureEdits, modelEntry } from '../block-edits.js';
import { fittingEntry } from '../version-forms.js';
import { renameEdits } from './name-repairs.js';
import type { Repair, RepairContext } from './repair.js';

/** The models of this block that any role uses. */
function modelsInUse({ config, block }: RepairContext): ModelRef[] {
  return modelRoles(config.value).flatMap(({ model }) => (model.providerId === block.id ? [model] : []));
}

/** The id in the form of the route, or the known model with the same name. */
function correctModelId(route: string | undefined, id: string): string {
  const unfit = route === undefined ? undefined : checkModelId(route, id);
  if (!unfit) return id;
  return unfit.values.expected ?? sameKnownModel(route, id) ?? id;
}

/** Lists models that are in use but not listed, unless they look like a typo. */
export const listModels: Repair = (context, findings) => {
  const { block, route, installed } = context;
  const listed = block.models.map(({ id }) => id);
  // Only OpenClaw knows what a variable stands for when it runs.
  const inUse = modelsInUse(context).flatMap(({ modelId }) => (modelId.includes('${') ? [] : [modelId]));
  const missing = [...new Set(inUse.map((id) => correctModelId(route, id)))].filter(
    (id) => !listed.some((known) => correctModelId(route, known) === id),
  );
  if (!missing.length) {
    if (findings.some(({ model }) => model && !inUse.includes(model)))
      return { why: 'a scheduled job names the model; change it with `openclaw automations edit`' };
    const why = primaryModel(context.config.value)
      ? 'the default model belongs to another provider'
      : 'no default model is set, and only you know which models you want';
    return { why: `${why}; run \`cf-aig init\` to choose one` };
  }
  // A live request accepted these, or the tables know them.
  const trusted = new Set(findings.flatMap(({ model, nearest }) => (model && !nearest ? [model] : [])));
  const meant = new Map(
    missing.flatMap((id) => {
      const near = trusted.has(id) ? undefined : probablyMeant(block, route, id);
      return near === undefined ? [] : [[id, near] as const];
    }),
  );
  const typos = new Map([...meant].filter(([id, near]) => modelFacts(near) && isTypo(id, near)));
  const [uncertain] = [...meant].filter(([id]) => !typos.has(id));
  const unlisted = [
    ...missing.filter((id) => !meant.has(id)),
    ...[...new Set(typos.values())].filter((id) => !listed.includes(id)),
  ];
  if (uncertain && !typos.size && !unlisted.length)
    return { why: `"${uncertain[0]}" may be a typo of "${uncertain[1]}"` };
  const entries = unlisted.map((id) => fittingEntry(modelEntry({ id }, block.api), installed.version));
  const path = [...block.path, 'models'];
  const what = [
    ...[...typos].map(([from, to]) => `${to} instead of ${from}`),
    ...(unlisted.length ? [`models lists ${unlisted.join(', ')}`] : []),
  ];
  const added = Array.isArray(block.value.models)
    ? entries.map(
        (value, index): Json5Edit => ({
          op: 'set',
          path: [...path, listLength(block.value.models) + index],
          value,
        }),
      )
    : [{ op: 'set', path, value: entries } as const];
  return { what: what.join('; '), edits: [...renameEdits(context, typos), ...added] };
};

/** Adds the provider id to a ref without one, if the block lists the model. */
export const prefixRef: Repair = ({ config, block }) => {
  const primary = primaryModel(config.value);
  if (!primary) return { why: 'there is no default model' };
  const ref = `${block.id}/${primary.ref}`;
  return { what: `the default model is ${ref}`, edits: [{ op: 'set', path: primary.path, value: ref }] };
};

/** Corrects the form of ids, both in the list and in refs. */
export const fixIds: Repair = (context, findings) => {
  const { block, route } = context;
  const affected = new Set(findings.flatMap(({ model }) => model ?? []));
  const ids = [...block.models.map(({ id }) => id), ...modelsInUse(context).map(({ modelId }) => modelId)];
  const names = new Map(
    ids
      .filter((id) => !affected.size || affected.has(id))
      .map((id): [string, string] => [id, correctModelId(route, id)])
      .filter(([id, wanted]) => id !== wanted),
  );
  if (!names.size) return { why: 'the right id is not known' };
  return {
    what: `${[...new Set(names.values())].join(', ')} in the form of the route`,
    edits: renameEdits(context, names),
  };
};

export const fixMaxTokens: Repair = (context) => {
  const edits = addFeatures(context, refusesMaxTokens);
  if (!edits.length) return { why: 'no listed model needs it; list the model first' };
  return { what: 'max_completion_tokens for the models that require it', edits };
};

/** Adds what OpenClaw needs in order to use all that the listed models have. */
export const fixFeatures: Repair = (context) => {
  const edits = addFeatures(context, () => true);
  if (!edits.length) return { why: 'no listed model lacks anything' };
  return { what: 'the models that are listed say what OpenClaw can use of them', edits };
};

function addFeatures(
  { block, installed: { version } }: RepairContext,
  isAffected: (id: string) => boolean,
): Json5Edit[] {
  return block.models.flatMap(({ id, raw, path }) => {
    if (!isAffected(id)) return [];
    const wanted = modelFeatures(id, effectiveBlock(block, id).api);
    return featureEdits(path, raw, fittingEntry(wanted, version));
  });
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
