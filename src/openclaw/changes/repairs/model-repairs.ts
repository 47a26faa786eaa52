import { checkModelId } from '../../../gateway/providers/model-id-form.js';
import type { Json5Edit } from '../../../lib/json5/apply.js';
import { nearest } from '../../../lib/nearest.js';
import { modelFacts, refusesMaxTokens } from '../../blocks/known-models.js';
import { fallbackModels, type ModelRef, primaryModel } from '../../blocks/model-refs.js';
import { entryEdits, modelEntry } from '../block-edits.js';
import type { Damage, Repair } from './repair.js';

/** The models that OpenClaw will ask this block for. */
function used({ config, block }: Damage): ModelRef[] {
  const primary = primaryModel(config.value);
  return [...(primary ? [primary] : []), ...fallbackModels(config.value)].filter(
    ({ providerId }) => providerId === block.id,
  );
}

/** The id as the route wants it. */
function fitting(route: string | undefined, id: string): string {
  return (route && checkModelId(route, id)?.values.expected) || id;
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
  const slip = missing.find((id) => !modelFacts(id) && nearest(id, listed));
  if (slip) return { why: `"${slip}" may be a typing error for "${nearest(slip, listed)}"` };
  const entries = missing.map((id) => modelEntry({ id }, block.api));
  const path = [...block.path, 'models'];
  return {
    what: `models lists ${missing.join(', ')}`,
    edits: Array.isArray(block.value.models)
      ? entries.map(
          (value, index): Json5Edit => ({
            op: 'set',
            path: [...path, listLength(block.value.models) + index],
            value,
          }),
        )
      : [{ op: 'set', path, value: entries }],
  };
};

/** A ref that lacks the provider id in front, though the block lists the model. */
export const prefixRef: Repair = ({ config, block }) => {
  const primary = primaryModel(config.value);
  if (!primary) return { why: 'there is no default model' };
  const ref = `${block.id}/${primary.ref}`;
  return { what: `the default model is ${ref}`, edits: [{ op: 'set', path: primary.path, value: ref }] };
};

/** Ids with a wrong prefix, in the list and where they are used, become what the route wants. */
export const mendIds: Repair = (damage) => {
  const { block, route } = damage;
  const listed = new Set(block.models.map(({ id }) => id));
  const entries = block.models.flatMap(({ id, path }): [string, Json5Edit][] => {
    const wanted = fitting(route, id);
    return wanted === id || listed.has(wanted)
      ? []
      : [[wanted, { op: 'set', path: [...path, 'id'], value: wanted }]];
  });
  const refs = used(damage).flatMap(({ modelId, path }): [string, Json5Edit][] => {
    const wanted = fitting(route, modelId);
    return wanted === modelId ? [] : [[wanted, { op: 'set', path, value: `${block.id}/${wanted}` }]];
  });
  const edits = [...entries, ...refs];
  if (!edits.length) return { why: 'the right id cannot be told' };
  return {
    what: `${[...new Set(edits.map(([id]) => id))].join(', ')} as the route wants it`,
    edits: edits.map(([, edit]) => edit),
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
