import type { Json5Edit } from '../../lib/json5/apply.js';
import { EditRefused } from '../../lib/json5/edit-refused.js';
import { PROVIDERS_PATH, readBlock } from '../blocks/block.js';
import { writesFor } from '../files/owner-file.js';
import { requireRecord, wrongType } from '../files/path-refusals.js';
import { valueAt } from '../files/tree.js';
import { modelEntry } from './block-edits.js';
import { allowEdits } from './edits/allow-edits.js';
import { type DroppedModels, modelRemoval } from './edits/model-removal.js';
import { type Plan, type PlanInput, requireEditable } from './setup-plan.js';
import { fittingEntry } from './version-forms.js';

/**
 * Plans to list more models in an existing block; nothing else changes. `models` are ids in the form of the block's
 * route; those that are already listed are skipped. Throws EditRefused.
 */
export function planAddition(providerId: string, models: readonly string[], input: PlanInput): Plan {
  const { config, place, envFile, installation } = input;
  requireEditable(config);
  const path = [...PROVIDERS_PATH, providerId];
  const existing = valueAt(config.value, path);
  if (existing === undefined) throw new EditRefused(`there is no models.providers["${providerId}"]`);
  const value = requireRecord(existing, path);
  const block = readBlock(providerId, value);
  if (value.models !== undefined && !Array.isArray(value.models)) {
    throw wrongType([...path, 'models'], 'an array', value.models);
  }
  const listed = new Set(block.models.map(({ id }) => id));
  const added = [...new Set(models)].filter((id) => !listed.has(id));
  const entries = added.map((id) => fittingEntry(modelEntry({ id }, block.api), installation?.version));
  const end = value.models?.length;
  const edits: Json5Edit[] = [
    ...(end === undefined
      ? [{ op: 'set', path: [...path, 'models'], value: entries } as const]
      : entries.map(
          (entry, index): Json5Edit => ({ op: 'set', path: [...path, 'models', end + index], value: entry }),
        )),
    ...allowEdits(
      config.value,
      added.map((id) => `${providerId}/${id}`),
    ),
  ];
  const writes = writesFor(config, added.length ? edits : []);
  return {
    place,
    providerId,
    writes,
    configAfter: writes.find((write) => write.path === config.path)?.after ?? config.text,
    envAfter: envFile.kind === 'file' ? envFile.text : '',
    notes: models.filter((id) => listed.has(id)).map((id) => `${id} is already listed.`),
  };
}

/** Plans to take models out of an existing block. Throws EditRefused. */
export function planModelRemoval(dropped: DroppedModels, input: PlanInput): Plan {
  const { config, place, envFile } = input;
  requireEditable(config);
  const { edits, notes } = modelRemoval(config.value, dropped);
  const writes = writesFor(config, edits, { dropInnerComments: true });
  return {
    place,
    providerId: dropped.providerId,
    writes,
    configAfter: writes.find((write) => write.path === config.path)?.after ?? config.text,
    envAfter: envFile.kind === 'file' ? envFile.text : '',
    notes,
  };
}
