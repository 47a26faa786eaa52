import { readHistory } from '../../../openclaw/changes/history.js';
import type { Journal } from '../../../openclaw/changes/journal.js';
import { readUndo, type Undo } from '../../../openclaw/changes/undo-plan.js';
import { writeUndo } from '../../../openclaw/changes/write-plan.js';
import { requireConsent } from '../../prompts/consent.js';
import { type Change, changesText, diffText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { localZone, momentIn } from '../../render/zone.js';
import { EXIT_OK, KnownError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { UndoOptions } from './index.js';

export interface UndoDocument {
  /** What was undone, if there was something. */
  undone: { command: string; at: string } | null;
  changes: Change[];
  /** How many earlier changes can still be undone. */
  left: number;
}

/** Reverts the last change byte for byte, after showing the diff. */
export async function undo(io: Io, options: UndoOptions): Promise<Result<UndoDocument>> {
  const { snapshot, plan } = await readUndo(
    () => openSnapshot(io, options),
    (current) => readHistory(current),
  );
  const { configPath } = snapshot.place;
  if (!plan) {
    requireRecord(snapshot.journal);
    return {
      exitCode: EXIT_OK,
      document: { undone: null, changes: [], left: 0 },
      human: `There is nothing to undo for ${configPath}.\n`,
    };
  }
  requireBackups(plan);
  const style = styleOf(io, 'stderr', options);
  const files = plan.endsWithJournal ? plan.writes.slice(0, -1) : plan.writes;
  const say = (text: string) => {
    if (!options.json) io.err(text);
  };
  say(`${diffText({ writes: files }, io.redactor, style)}\n`);
  say(`This reverts: ${plan.run.command} of ${momentIn(localZone(), plan.run.at)}\n`);
  for (const path of plan.changedSince)
    say(`Warning: ${path} has changed since; the newer content will be replaced, and kept as a backup.\n`);
  await confirm(io, options, plan);

  const written = await writeUndo(plan, configPath);
  const { command, at } = plan.run;
  return {
    exitCode: EXIT_OK,
    document: { undone: { command, at }, changes: planDocument({ writes: files }, written), left: plan.left },
    human: `${changesText(written, style)}${rest(plan.left)}`,
  };
}

/** A record without a run in it is one that cannot be read: `undo` removes it with its last run. */
function requireRecord({ path, file, runs }: Journal): void {
  if (file.kind === 'missing' || runs.length) return;
  const reason = file.kind === 'file' ? 'it is not a record of this version of cf-aig' : file.detail;
  throw new KnownError(`the record of the changes, ${path}, cannot be read: ${reason}`, {
    cause: 'backup-missing',
    hint: 'Nothing was changed. Put the file right, or use `cf-aig init --remove`, which removes the block without it.',
  });
}

function requireBackups({ lost, run }: Undo): void {
  if (!lost.length) return;
  throw new KnownError(`the backup of ${run.command} of ${run.at} is missing: ${lost.join(', ')}`, {
    cause: 'backup-missing',
    hint: 'Nothing was changed. `cf-aig status` lists the backups that exist; `cf-aig init --remove` removes the block without one.',
  });
}

async function confirm(io: Io, options: UndoOptions, { changedSince }: Undo): Promise<void> {
  if (options.force || (options.yes && !changedSince.length)) return;
  const isChanged = changedSince.length > 0;
  await requireConsent(io, options, {
    message: isChanged ? 'Undo anyway?' : 'Undo this?',
    initial: !isChanged,
    refusal: 'Nothing was undone.',
    hint: isChanged
      ? 'Add --force to undo anyway; the current content is kept as a backup.'
      : 'Add --yes to do it without a prompt.',
    problem: isChanged ? `changed since: ${changedSince.join(', ')}` : undefined,
  });
}

function rest(left: number): string {
  if (left === 0) return '\nNothing is left to undo.\n';
  return `\nTo undo another one: cf-aig undo (${left} earlier ${left === 1 ? 'change' : 'changes'})\n`;
}
