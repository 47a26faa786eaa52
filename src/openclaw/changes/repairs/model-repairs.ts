import { checkModelId } from '../../../gateway/providers/model-id-form.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { isTypo, nearest } from '../../../lib/nearest.js';
import { modelFacts, refusesMaxTokens, sameKnownModel } from '../../blocks/known-models.js';
import { fallbackModels, type ModelRef, primaryModel } from '../../blocks/model-refs.js';
import { entryEdits, modelEntry } from '../block-edits.js';
import { renameEdits } from './name-repairs.js';
import type { Damage, Repair } from './repair.js';

/** The models that OpenClaw will ask this block for. */
function used({ config, block }: Damage): ModelRef[] {
  const primary = primaryModel(config.value);
  return [...(primary ? [primary] : []), ...fallbackModels(config.value)].filter(
    ({ providerId }) => providerId === block.id,
  );
}

/** The id as the route wants it: by its form, else by the one known name that is the same. */
function fitting(route: string | undefined, id: string): string {
  const unfit = route === undefined ? undefined : checkModelId(route, id);
  if (!unfit) return id;
  return unfit.values.expected ?? sameKnownModel(route, id) ?? id;
}

/** What is used and not listed gets an entry, unless it looks like a slip of the pen. */
export const listModels: Repair = (damage) => {
  const { block, route } = damage;
  const listed = block.models.map(({ id }) => id);
  const missing = [...new Set(used(damage).map(({ modelId }) => fitting(route, modelId)))].filter(
    (id) => !listed.some((known) => fitting(route, known) === id),
  );
  if (!missing.length) {
    const why = primaryModel(damage.config.value)
      ? 'the default model is of another provider'
      : 'no default model is set, and which models you want only you can say';
    return { why: `${why}; run \`cf-aig init\` to choose one` };
  }
  const slips = new Map(
    missing
      .filter((id) => !modelFacts(id))
      .map((id): [string, string] => [id, nearest(id, listed) ?? ''])
      .filter(([, near]) => near !== ''),
  );
  const doubtful = [...slips].find(([id, near]) => !modelFacts(near) || !isTypo(id, near));
  if (doubtful) return { why: `"${doubtful[0]}" may be a typing error for "${doubtful[1]}"` };
  const unlisted = missing.filter((id) => !slips.has(id));
  const entries = unlisted.map((id) => modelEntry({ id }, block.api));
  const path = [...block.path, 'models'];
  const what = [
    ...[...slips].map(([from, to]) => `${to} instead of ${from}`),
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
  return { what: what.join('; '), edits: [...renameEdits(damage, slips), ...added] };
};

/** A ref that lacks the provider id in front, though the block lists the model. */
export const prefixRef: Repair = ({ config, block }) => {
  const primary = primaryModel(config.value);
  if (!primary) return { why: 'there is no default model' };
  const ref = `${block.id}/${primary.ref}`;
  return { what: `the default model is ${ref}`, edits: [{ op: 'set', path: primary.path, value: ref }] };
};

/** Ids that the route does not want, in the list and where they are used, become what it wants. */
export const mendIds: Repair = (damage, troubles) => {
  const { block, route } = damage;
  const meant = new Set(troubles.flatMap(({ model }) => model ?? []));
  const ids = [...block.models.map(({ id }) => id), ...used(damage).map(({ modelId }) => modelId)];
  const names = new Map(
    ids
      .filter((id) => !meant.size || meant.has(id))
      .map((id): [string, string] => [id, fitting(route, id)])
      .filter(([id, wanted]) => id !== wanted),
  );
  if (!names.size) return { why: 'the right id cannot be told' };
  return {
    what: `${[...new Set(names.values())].join(', ')} as the route wants it`,
    edits: renameEdits(damage, names),
  };
};

export const mendMaxTokens: Repair = ({ block }) => {
  const edits = block.models.flatMap(({ id, raw, path }) =>
    refusesMaxTokens(id) ? entryEdits(path, raw, modelEntry({ id }, block.api), block.api) : [],
  );
  if (!edits.length) return { why: 'no listed model needs it; list the model first' };
  return { what: 'max_completion_tokens for the models that want it', edits };
};

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
