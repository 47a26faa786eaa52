import { PROVIDER_ID } from '../../../openclaw/blocks/block.js';
import { readHistory } from '../../../openclaw/changes/history.js';
import { latestProvider, REMOVE_COMMAND } from '../../../openclaw/changes/removal/removal-history.js';
import { planRemoval } from '../../../openclaw/changes/removal/removal-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import { requireConsent } from '../../prompts/consent.js';
import {
  backupWarnings,
  type Change,
  changesText,
  diffText,
  notesText,
  planDocument,
} from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { convertRefusals } from '../../shared/edit-refusals.js';
import { EXIT_OK } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { blockToChange } from './block-to-change.js';

export interface RemovalDocument {
  /** The id of the block; null if there was none. */
  removed: string | null;
  /** That block, and those of the fallbacks. */
  blocks?: string[];
  changes: Change[];
  /** The planned changes only; nothing was written. */
  dryRun?: true;
  notes: readonly string[];
}

/** `init --remove`: removes what init added, after showing the changes. */
export async function remove(io: Io, options: InitOptions): Promise<Result<RemovalDocument>> {
  const snapshot = await openSnapshot(io, options);
  refuseBrokenConfig(snapshot);
  const { place, journal } = snapshot;
  const history = await readHistory(snapshot);
  const providerId =
    options.providerId ??
    blockToChange(snapshot, undefined)?.id ??
    latestProvider(journal, history) ??
    PROVIDER_ID;
  const plan = await convertRefusals(place, () => planRemoval(providerId, snapshot, history));
  if (!plan) {
    return {
      exitCode: EXIT_OK,
      document: { removed: null, changes: [], notes: [] },
      human: `There is no models.providers["${providerId}"] in ${place.configPath}; nothing was changed.\n`,
    };
  }
  const style = styleOf(io, 'stderr', options);
  const diff = diffText(plan, io.redactor, style);
  const blocks = [providerId, ...(plan.fallbackBlocks ?? [])];
  const common = { removed: providerId, blocks, notes: plan.notes };
  if (options.dryRun) {
    return {
      exitCode: EXIT_OK,
      document: { ...common, changes: planDocument(plan), dryRun: true },
      human: diff,
    };
  }
  if (!options.json) io.err(`${diff}\n${notesText(plan.notes, style)}`);
  if (!options.yes) {
    await requireConsent(io, options, {
      message: `Remove ${blocks.map((id) => `models.providers["${id}"]`).join(' and ')}?`,
      refusal: 'Nothing was removed.',
      hint: 'Add --yes to do it without a prompt.',
    });
  }
  const written = await writePlan(plan, REMOVE_COMMAND);
  return {
    exitCode: EXIT_OK,
    document: { ...common, changes: planDocument(plan, written) },
    human: `${changesText(written, style)}${backupWarnings(plan, written, style)}\nTo restore it: cf-aig undo\n`,
  };
}
