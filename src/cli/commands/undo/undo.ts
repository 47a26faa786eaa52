import { readHistory } from '../../../openclaw/changes/history.js';
import { planUndo, type Undo } from '../../../openclaw/changes/undo-plan.js';
import { writeUndo } from '../../../openclaw/changes/write-plan.js';
import { requireConsent } from '../../prompts/consent.js';
import { changesText, diffText, planDocument } from '../../render/plan-text.js';
import { styleOf } from '../../render/style.js';
import { EXIT_OK, KnownError } from '../../shared/errors.js';
import type { Io } from '../../shared/io.js';
import { openSnapshot } from '../../shared/open-setup.js';
import type { Result } from '../../shared/result.js';
import type { UndoOptions } from './index.js';

/** Takes the last change back, byte for byte, after showing what that changes. */
export async function undo(io: Io, options: UndoOptions): Promise<Result> {
  const snapshot = await openSnapshot(io, options);
  const { configPath } = snapshot.place;
  const plan = planUndo(snapshot.journal, await readHistory(snapshot));
  if (!plan) {
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
  say(`This takes back: ${plan.run.command} of ${plan.run.at}\n`);
  for (const path of plan.changedSince)
    say(`Warning: ${path} was changed since; that would be lost (it is kept as a backup).\n`);
  await agree(io, options, plan);

  const written = await writeUndo(plan);
  const { command, at } = plan.run;
  return {
    exitCode: EXIT_OK,
    document: { undone: { command, at }, changes: planDocument({ writes: files }, written), left: plan.left },
    human: `${changesText(written, style)}${rest(plan.left)}`,
  };
}

function requireBackups({ lost, run }: Undo): void {
  if (!lost.length) return;
  throw new KnownError(`the backup that ${run.command} of ${run.at} made is gone: ${lost.join(', ')}`, {
    cause: 'backup-missing',
    hint: 'Nothing was changed. `cf-aig status` lists the backups that exist; `cf-aig init --remove` takes the block out without one.',
  });
}

async function agree(io: Io, options: UndoOptions, { changedSince }: Undo): Promise<void> {
  if (options.force || (options.yes && !changedSince.length)) return;
  const changed = changedSince.length > 0;
  await requireConsent(io, options, {
    message: changed ? 'Undo all the same?' : 'Undo this?',
    initial: !changed,
    refusal: 'Nothing was undone.',
    hint: changed
      ? 'Give --force to undo all the same; what is there now is kept as a backup.'
      : 'Give --yes to do it without a question.',
    problem: changed ? `changed since: ${changedSince.join(', ')}` : undefined,
  });
}

function rest(left: number): string {
  if (left === 0) return '\nNothing is left to undo.\n';
  return `\nOnce more: cf-aig undo (${left} earlier ${left === 1 ? 'change' : 'changes'})\n`;
}
