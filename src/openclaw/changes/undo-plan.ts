import { isDeepStrictEqual } from 'node:util';
import type { FileWrite } from '../../lib/files/write-files.js';
import { findBackup, type History } from './history.js';
import { type FileChange, fingerprint, type Journal, journalWrite, type Run } from './journal.js';

/** How to revert the last run. Nothing is written yet. */
export interface Undo {
  run: Run;
  /** The config before the `.env`, so that it never refers to a missing variable; then the journal. */
  writes: FileWrite[];
  /** Whether the last write is the journal. */
  endsWithJournal: boolean;
  /** Files that changed after the run; those changes would be lost. */
  changedSince: string[];
  /** Files whose old content is no longer in any backup. */
  lost: string[];
  /** Backups that are no longer needed once the file is restored. */
  obsoleteBackups: { path: string; print: string }[];
  /** Number of runs that can still be reverted after this one. */
  left: number;
}

/** Plans to revert the last run that still has an effect; undefined if there is none. */
export function planUndo(journal: Journal, history: History): Undo | undefined {
  for (let left = journal.runs.length - 1; left >= 0; left--) {
    const run = journal.runs[left]!;
    const steps = run.files.toReversed().map((change) => planStep(change, history));
    if (steps.every(({ done }) => done)) continue;
    const journalEdit = journalWrite(journal, journal.runs.slice(0, left));
    const writes = steps.flatMap(({ write }) => (write ? [write] : []));
    return {
      run,
      writes: [...writes, ...(journalEdit ? [journalEdit] : [])],
      endsWithJournal: journalEdit !== undefined,
      changedSince: steps.flatMap(({ path, changed }) => (changed ? [path] : [])),
      lost: steps.flatMap(({ path, lost }) => (lost ? [path] : [])),
      obsoleteBackups: steps
        .flatMap(({ obsoleteBackup }) => obsoleteBackup ?? [])
        .filter((backup) => !isNeeded(backup, journal.runs.slice(0, left))),
      left,
    };
  }
  return undefined;
}

/** Each needs another run that writes at that very moment. */
const MAX_READS = 10;

/**
 * Reads the setup and plans to revert its last run. Another run may write between the reading of the record and that of the
 * backups; if a backup is missing, the record is read again, and if it has changed, so is all.
 */
export async function readUndo<S extends { journal: Journal }>(
  read: () => Promise<S>,
  historyOf: (snapshot: S) => Promise<History>,
): Promise<{ snapshot: S; plan: Undo | undefined }> {
  let snapshot = await read();
  for (let reads = 1; ; reads++) {
    const plan = planUndo(snapshot.journal, await historyOf(snapshot));
    if (!plan?.lost.length || reads === MAX_READS) return { snapshot, plan };
    const newer = await read();
    if (isDeepStrictEqual(newer.journal, snapshot.journal)) return { snapshot, plan };
    snapshot = newer;
  }
}

interface Step {
  path: string;
  write?: FileWrite;
  /** The file is already as before the run. */
  done?: boolean;
  changed?: boolean;
  lost?: boolean;
  obsoleteBackup?: Undo['obsoleteBackups'][number];
}

function isNeeded({ path, print }: Undo['obsoleteBackups'][number], runs: readonly Run[]): boolean {
  return runs.some(({ files }) => files.some((file) => file.path === path && file.before === print));
}

function planStep({ path, before, after }: FileChange, history: History): Step {
  const file = history.files.get(path);
  if (file?.kind !== 'file' && file?.kind !== 'missing') return { path, lost: true };
  const text = file.kind === 'file' ? file.text : null;
  const now = fingerprint(text);
  if (now === before) return { path, done: true };
  const changed = now !== after;
  if (before === null) return { path, changed, write: { path, before: text, after: '', remove: true } };
  const backup = findBackup(history.backups.get(path), before);
  if (!backup) return { path, lost: true };
  const write: FileWrite = { path, before: text, after: backup.text, mode: backup.mode, dirMode: 0o700 };
  return { path, changed, write, obsoleteBackup: { path, print: before } };
}
