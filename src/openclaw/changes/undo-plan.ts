import { unlink } from 'node:fs/promises';
import { readTextFile } from '../../lib/files/read-text.js';
import { type FileWrite, type FileWritten, writeFiles } from '../../lib/files/write-files.js';
import type { ReadText } from '../files/includes.js';
import { findBackup } from './backups.js';
import { type FileChange, fingerprint, type Journal, journalWrite, type Run } from './journal.js';

/** What takes the last run back. Nothing is written yet. */
export interface Undo {
  run: Run;
  /** The config before the `.env`, so that it never refers to a variable that is gone; then the journal. */
  writes: FileWrite[];
  /** Whether the last write is the journal's own. */
  endsWithJournal: boolean;
  /** Files that somebody changed after the run: what was done to them would be lost. */
  changedSince: string[];
  /** Files whose old content is in no backup any more. */
  lost: string[];
  /** Backups that nothing needs any more once their content is the file's again. */
  spent: { path: string; print: string }[];
  /** How many runs can be taken back after this one. */
  left: number;
}

/** Undoes the last run that still shows; undefined: there is none. */
export async function planUndo(journal: Journal, read: ReadText = readTextFile): Promise<Undo | undefined> {
  for (let left = journal.runs.length - 1; left >= 0; left--) {
    const run = journal.runs[left]!;
    const steps = await Promise.all(run.files.toReversed().map((change) => stepBack(change, read)));
    if (steps.every(({ done }) => done)) continue;
    const note = journalWrite(journal, journal.runs.slice(0, left));
    const writes = steps.flatMap(({ write }) => (write ? [write] : []));
    return {
      run,
      writes: [...writes, ...(note ? [note] : [])],
      endsWithJournal: note !== undefined,
      changedSince: steps.flatMap(({ path, changed }) => (changed ? [path] : [])),
      lost: steps.flatMap(({ path, lost }) => (lost ? [path] : [])),
      spent: steps
        .flatMap(({ spent }) => spent ?? [])
        .filter((one) => !isNeeded(one, journal.runs.slice(0, left))),
      left,
    };
  }
  return undefined;
}

interface Step {
  path: string;
  write?: FileWrite;
  /** It is as it was before the run already. */
  done?: boolean;
  changed?: boolean;
  lost?: boolean;
  spent?: Undo['spent'][number];
}

/** Takes the run back. Throws WriteConflict or WriteFailed; then nothing is changed. */
export async function carryOutUndo({ writes, endsWithJournal, spent }: Undo): Promise<FileWritten[]> {
  const written = await writeFiles(writes);
  for (const { path, print } of spent) {
    const backup = await findBackup(path, print);
    if (backup) await unlink(backup.path).catch(() => {});
  }
  return endsWithJournal ? written.slice(0, -1) : written;
}

function isNeeded({ path, print }: Undo['spent'][number], runs: readonly Run[]): boolean {
  return runs.some(({ files }) => files.some((file) => file.path === path && file.before === print));
}

async function stepBack({ path, before, after }: FileChange, read: ReadText): Promise<Step> {
  const file = await read(path);
  if (file.kind !== 'file' && file.kind !== 'missing') return { path, lost: true };
  const text = file.kind === 'file' ? file.text : null;
  const now = fingerprint(text);
  if (now === before) return { path, done: true };
  const changed = now !== after;
  if (before === null) return { path, changed, write: { path, before: text, after: '', remove: true } };
  const kept = await findBackup(path, before, read);
  if (!kept) return { path, lost: true };
  const write: FileWrite = { path, before: text, after: kept.text, mode: kept.mode, dirMode: 0o700 };
  return { path, changed, write, spent: { path, print: before } };
}
