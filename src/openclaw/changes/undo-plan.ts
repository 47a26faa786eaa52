import type { FileWrite } from '../../lib/files/write-files.js';
import { backupWith, type History } from './history.js';
import { type FileChange, fingerprint, type Journal, journalWrite, type Run } from './journal.js';

/** What takes the last run back. Nothing is written yet. */
export interface Undo {
  run: Run;
  /** The config before the `.env`, so that it never refers to a variable that is gone; then the journal. */
  writes: FileWrite[];
  /** The last write is the journal's own. */
  endsWithJournal: boolean;
  /** Files that were changed after the run: those changes would be lost. */
  changedSince: string[];
  /** Files whose old content is in no backup any more. */
  lost: string[];
  /** Backups that are superfluous once their content is the file's again. */
  spent: { path: string; print: string }[];
  /** How many runs can be taken back after this one. */
  left: number;
}

/** Undoes the last run that still shows; undefined: there is none. */
export function planUndo(journal: Journal, history: History): Undo | undefined {
  for (let left = journal.runs.length - 1; left >= 0; left--) {
    const run = journal.runs[left]!;
    const steps = run.files.toReversed().map((change) => stepBack(change, history));
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

function isNeeded({ path, print }: Undo['spent'][number], runs: readonly Run[]): boolean {
  return runs.some(({ files }) => files.some((file) => file.path === path && file.before === print));
}

function stepBack({ path, before, after }: FileChange, history: History): Step {
  const file = history.files.get(path);
  if (file?.kind !== 'file' && file?.kind !== 'missing') return { path, lost: true };
  const text = file.kind === 'file' ? file.text : null;
  const now = fingerprint(text);
  if (now === before) return { path, done: true };
  const changed = now !== after;
  if (before === null) return { path, changed, write: { path, before: text, after: '', remove: true } };
  const backup = backupWith(history.backups.get(path), before);
  if (!backup) return { path, lost: true };
  const write: FileWrite = { path, before: text, after: backup.text, mode: backup.mode, dirMode: 0o700 };
  return { path, changed, write, spent: { path, print: before } };
}
