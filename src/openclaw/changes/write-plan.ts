import { unlink } from 'node:fs/promises';
import { type FileWritten, writeFiles } from '../../lib/files/write-files.js';
import { backupWith, readBackups } from './history.js';
import { journalWrite, readJournal, runOf } from './journal.js';
import type { Plan } from './setup-plan.js';
import type { Undo } from './undo-plan.js';

/**
 * Writes what is planned, and in the same all-or-nothing step notes it in the journal, so that `undo` and
 * `init --remove` know what was there before. Throws WriteConflict or WriteFailed.
 */
export async function writePlan(plan: Plan, command: string, at = new Date()): Promise<FileWritten[]> {
  const about = {
    command,
    at: at.toISOString(),
    providerId: plan.providerId,
    primaryBefore: plan.replacesPrimary?.from,
  };
  const run = runOf(about, plan.writes, plan.place);
  if (!run) return writeFiles(plan.writes);
  // Read again: another run may have added to it since the snapshot.
  const journal = await readJournal(plan.place.configPath);
  const note = journalWrite(journal, [...journal.runs, run]);
  // The journal first: a run that was killed in between is then known, and what it did not reach is found unchanged.
  const written = await writeFiles([...(note ? [note] : []), ...plan.writes]);
  return note ? written.slice(1) : written;
}

/** Takes a run back. Throws WriteConflict or WriteFailed; then nothing is changed. */
export async function writeUndo({ writes, endsWithJournal, spent }: Undo): Promise<FileWritten[]> {
  const written = await writeFiles(writes);
  for (const { path, print } of spent) {
    const backup = backupWith(await readBackups(path), print);
    if (backup) await unlink(backup.path).catch(() => {});
  }
  return endsWithJournal ? written.slice(0, -1) : written;
}
