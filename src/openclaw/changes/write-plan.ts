import { type FileWritten, writeFiles } from '../../lib/files/write-files.js';
import { journalWrite, readJournal, runOf } from './journal.js';
import type { Plan } from './setup-plan.js';

/**
 * Writes what is planned, and in the same all-or-nothing step notes it in the journal, so that `undo` and
 * `init --remove` know what was there before. Throws WriteConflict or WriteFailed.
 */
export async function carryOut(plan: Plan, command: string, at = new Date()): Promise<FileWritten[]> {
  const about = {
    command,
    at: at.toISOString(),
    providerId: plan.providerId,
    primaryBefore: plan.replacesPrimary?.from,
  };
  const run = runOf(about, plan.writes, plan.place);
  if (!run) return writeFiles(plan.writes);
  const journal = await readJournal(plan.place.configPath);
  const note = journalWrite(journal, [...journal.runs, run]);
  // The journal first: a run that was killed in between is then known, and what it did not reach is found unchanged.
  const written = await writeFiles([...(note ? [note] : []), ...plan.writes]);
  return note ? written.slice(1) : written;
}
