import { makeDiagnosis } from '../../../diagnosis/reading/diagnosis.js';
import type { ProviderBlock } from '../../../openclaw/blocks/block.js';
import type { Plan } from '../../../openclaw/changes/setup-plan.js';
import { writePlan } from '../../../openclaw/changes/write-plan.js';
import type { Snapshot } from '../../../openclaw/snapshot.js';
import { requireConsent } from '../../prompts/consent.js';
import { type Change, changesText, diffText, notesText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { CauseError, EXIT_OK } from '../../shared/errors.js';
import { mayAsk } from '../../shared/interactive.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot, refuseBrokenConfig } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { InitOptions } from './answers/init-options.js';
import { blockToChange } from './block-to-change.js';

/** The user's files, and the block whose list of models is to change. Throws CauseError if there is none. */
export async function openBlock(
  io: Io,
  options: InitOptions,
): Promise<{ snapshot: Snapshot; block: ProviderBlock }> {
  const snapshot = await openSnapshot(io, options);
  refuseBrokenConfig(snapshot);
  const block = blockToChange(snapshot, options.providerId);
  if (block) return { snapshot, block };
  const values = { file: snapshot.place.configPath, provider: options.providerId };
  throw new CauseError(makeDiagnosis('provider-block-missing', values, []));
}

/** The IDs in the values of a flag, without the id of the block. */
export function readModelList(values: readonly string[] | undefined, block: ProviderBlock): string[] {
  const prefix = `${block.id}/`;
  return (values ?? [])
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .map((id) => (id.startsWith(prefix) ? id.slice(prefix.length) : id));
}

interface PlannedChange {
  /** For the history: `init --add-model`. */
  command: string;
  plan: Plan;
  providerId?: string;
  models?: readonly string[];
  notes: readonly string[];
  /** Without a terminal, `--yes` is needed. */
  needsConsent: boolean;
  /** The last line. */
  next: string;
}

export interface ModelsDocument {
  /** Id of the block. */
  providerId?: string;
  models?: readonly string[];
  changes: Change[];
  /** The planned changes only; nothing was written. */
  dryRun?: true;
  notes: readonly string[];
}

/** Shows the change, asks, and writes it; with `--dry-run` only shows it. */
export async function applyChange(
  io: Io,
  options: InitOptions,
  change: PlannedChange,
): Promise<Result<ModelsDocument>> {
  const { command, plan, providerId, models, notes, needsConsent, next } = change;
  const style = styleOf(io, 'stderr', options);
  const diff = diffText(plan, io.redactor, style);
  const common = { providerId, models, notes };
  if (options.dryRun) {
    if (!options.json) {
      io.out(diff || 'Nothing to change.\n');
      io.err(notesText(notes, style));
    }
    return {
      exitCode: EXIT_OK,
      document: { ...common, changes: planDocument(plan), dryRun: true },
      human: '',
    };
  }
  if (!options.json) io.err(`${diff}\n${notesText(notes, style)}`);
  if (diff && !options.yes && (needsConsent || mayAsk(io, options))) {
    await requireConsent(io, options, {
      message: 'Write these changes?',
      refusal: 'Nothing was written.',
      hint: 'Add --yes to do it without a prompt.',
    });
  }
  const written = await writePlan(plan, command);
  return {
    exitCode: EXIT_OK,
    document: { ...common, changes: planDocument(plan, written) },
    human: `${changesText(written, style)}\n${next}\n`,
  };
}
