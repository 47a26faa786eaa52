/** `openclaw/changes/`: plans changes of the user’s files, pure, and the one function that writes them. */

import { unlink } from 'node:fs/promises';
import { nodeEffects } from '../../lib/files/effects.js';
import { withLock } from '../../lib/files/lock.js';
import { readTextFile } from '../../lib/files/read-text.js';
import { type FileWritten, writeFiles } from '../../lib/files/write-files.js';
import { findBackup, readBackups } from './history.js';
import { addRun } from './interrupted-run.js';
import { createRun, fingerprint, type Journal, journalWrite, readJournal } from './journal.js';
import type { Plan } from './setup-plan.js';
import type { Undo } from './undo-plan.js';

/**
 * Applies a plan and records it in the journal, all or nothing, so that `undo` and `init --remove` know the previous
 * contents. One run at a time. Throws WriteConflict or WriteFailed.
 */
export async function writePlan(plan: Plan, command: string, at = new Date()): Promise<FileWritten[]> {
  const { providerId, fallbackBlocks, replacesPrimary } = plan;
  const run = createRun(
    { command, at: at.toISOString(), providerId, fallbackBlocks, primaryBefore: replacesPrimary?.from },
    plan.writes,
    plan.place,
  );
  if (!run) return writeFiles(plan.writes);
  return whileLocked(plan.place.configPath, async () => {
    // Read it again: another run may have changed it since the snapshot.
    const journal = await readJournal(plan.place.configPath);
    const journalEdit = journalWrite(journal, addRun(journal.runs, run, await printsOfLast(journal)));
    // The journal first, so that a run which is killed in between is known; files that it did not reach are unchanged.
    const written = await writeFiles([...(journalEdit ? [journalEdit] : []), ...plan.writes]);
    return journalEdit ? written.slice(1) : written;
  });
}

/** Reverts a run. Throws WriteConflict or WriteFailed, in which case nothing has changed. */
export function writeUndo(undo: Undo, configPath: string): Promise<FileWritten[]> {
  const { writes, endsWithJournal, obsoleteBackups } = undo;
  return whileLocked(configPath, async () => {
    const written = await writeFiles(writes);
    for (const { path, print } of obsoleteBackups) {
      const backup = findBackup(await readBackups(path), print);
      if (backup) await unlink(backup.path).catch(() => {});
    }
    return endsWithJournal ? written.slice(0, -1) : written;
  });
}

function whileLocked<T>(configPath: string, work: () => Promise<T>): Promise<T> {
  return withLock(nodeEffects, configPath, work, { dirMode: 0o700 });
}

/** Fingerprints of the files that the last run changed, as they are now. */
async function printsOfLast({ runs }: Journal): Promise<Map<string, string | null>> {
  const paths = runs.at(-1)?.files.map(({ path }) => path) ?? [];
  const files = await Promise.all(paths.map((path) => readTextFile(path)));
  return new Map(files.map((file) => [file.path, fingerprint(file.kind === 'file' ? file.text : null)]));
}
