import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { keepBackup, newestBackup } from './backup.js';
import { errorCode } from './error-code.js';
import { type FileSystem, nodeFileSystem } from './file-system.js';
import { type MadeFolders, makeFolders } from './folders.js';
import { renameInto, type Sleep } from './rename.js';
import { discard, sweep, writeTemporary } from './temporary.js';
import { WriteConflict, WriteFailed } from './write-errors.js';
import { holds, type OldFile, readOldFile, resolveTarget } from './write-target.js';

export interface FileWrite {
  path: string;
  /** The text seen when the plan was made; null: the file did not exist. */
  before: string | null;
  after: string;
  /** Mode of a NEW file (default: 0666 less the umask); existing files keep theirs. */
  mode?: number;
  /** Mode of folders that must be created (default: 0777 less the umask). */
  dirMode?: number;
  /** The file goes; `after` is then `''`. */
  remove?: true;
  /** false: the old content is not worth keeping. */
  backup?: false;
}

export interface FileWritten {
  path: string;
  action: 'create' | 'edit' | 'remove' | 'none';
  /** Where the old content is kept, after an edit. */
  backup?: string;
}

export interface WriteEffects {
  fs: FileSystem;
  sleep: Sleep;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A new content that is on the disk beside its file and waits for the rename. */
interface Staged {
  write: FileWrite;
  /** The file itself, behind any symbolic link. */
  target: string;
  old?: OldFile;
  /** None for a file that is to go. */
  temporary?: string;
  folders: MadeFolders;
}

/**
 * All or nothing: every new content is on the disk before the first file is replaced, each file is replaced by one
 * rename, and if one fails those before it are put back. A file that has the content already is left alone.
 * Keeps mode, owner and symbolic links. Throws WriteConflict or WriteFailed.
 */
export function writeFiles(writes: readonly FileWrite[]): Promise<FileWritten[]> {
  return writeFilesWith({ fs: nodeFileSystem, sleep: (ms) => setTimeout(ms), now: Date.now }, writes);
}

export async function writeFilesWith(
  effects: WriteEffects,
  writes: readonly FileWrite[],
): Promise<FileWritten[]> {
  const staged: Staged[] = [];
  const committed: Staged[] = [];
  const backups = new Map<FileWrite, string>();
  try {
    for (const write of writes) {
      if (write.before !== contentAfter(write)) staged.push(await about(write, stage(effects, write)));
    }
    for (const file of staged) {
      const backup = await about(file.write, commit(effects, file));
      committed.push(file);
      if (backup !== undefined) backups.set(file.write, backup);
    }
  } catch (error) {
    const notRestored = await undo(effects, staged, committed);
    if (error instanceof WriteFailed) error.notRestored = notRestored;
    throw error;
  }
  return writes.map((write) => {
    const backup = backups.get(write);
    return { path: write.path, action: actionOf(write), backup };
  });
}

/** What carrying the write out comes to. */
export function actionOf(write: FileWrite): FileWritten['action'] {
  if (write.before === contentAfter(write)) return 'none';
  if (write.remove) return 'remove';
  return write.before === null ? 'create' : 'edit';
}

/** null: there is no file any more. */
function contentAfter({ after, remove }: FileWrite): string | null {
  return remove ? null : after;
}

/** Finds the file, compares it with the plan, and writes its new content beside it. */
async function stage({ fs, now }: WriteEffects, write: FileWrite): Promise<Staged> {
  const target = await resolveTarget(fs, write.path);
  const old = await readOldFile(fs, target);
  if (!holds(old, write.before)) throw new WriteConflict(write.path);
  // A rename would replace even a file that its owner made read-only.
  if (old) await fs.access(target, constants.W_OK);
  const folders = await makeFolders(fs, dirname(target), write.dirMode);
  if (write.remove) return { write, target, old, folders };
  try {
    for (const path of [target, newestBackup(write.path)]) await sweep(fs, path, now());
    const { mode } = write;
    const temporary = await writeTemporary(fs, target, Buffer.from(write.after), { like: old?.like, mode });
    return { write, target, old, temporary, folders };
  } catch (error) {
    await folders.remove();
    throw error;
  }
}

/** Keeps a backup and puts the new content in place, if the file is still the one that was planned for. */
async function commit(
  { fs, sleep }: WriteEffects,
  { write, target, old, temporary }: Staged,
): Promise<string | undefined> {
  const backup = old && write.backup !== false ? await keepBackup(fs, write.path, old, sleep) : undefined;
  if (!holds(await readOldFile(fs, target), write.before)) throw new WriteConflict(write.path);
  if (temporary === undefined) await fs.unlink(target);
  else await renameInto(fs, temporary, target, sleep);
  return backup;
}

/** Puts back what was committed and clears away what was staged. Returns the paths for which it could not. */
async function undo(
  effects: WriteEffects,
  staged: readonly Staged[],
  committed: readonly Staged[],
): Promise<string[]> {
  const failed: string[] = [];
  for (const file of committed.toReversed()) {
    await putBack(effects, file).catch(() => failed.push(file.write.path));
  }
  for (const file of staged.toReversed()) {
    if (file.temporary && !committed.includes(file)) await discard(effects.fs, file.temporary);
    await file.folders.remove();
  }
  return failed;
}

async function putBack({ fs, sleep }: WriteEffects, { write, target, old }: Staged): Promise<void> {
  if (!holds(await readOldFile(fs, target), contentAfter(write))) throw new WriteConflict(write.path);
  if (!old) return fs.unlink(target);
  const temporary = await writeTemporary(fs, target, old.bytes, { like: old.like });
  try {
    await renameInto(fs, temporary, target, sleep);
  } catch (error) {
    await discard(fs, temporary);
    throw error;
  }
}

/** Failures as errors that name the file of the plan. */
async function about<T>({ path }: FileWrite, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WriteConflict || error instanceof WriteFailed) throw error;
    throw new WriteFailed(path, errorCode(error), String(error).replace(/^Error: /, ''), error);
  }
}
