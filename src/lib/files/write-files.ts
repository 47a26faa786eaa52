/** `lib/files/`: reads files, and writes several of them all or none. */

import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { keepBackup, newestBackup } from './backup.js';
import { nodeEffects, type WriteEffects } from './effects.js';
import { errorCode } from './error-code.js';
import { nodeFileSystem } from './file-system.js';
import { type CreatedFolders, createFolders } from './folders.js';
import { removeStaleLock } from './lock.js';
import { patient } from './patient.js';
import { renameInto } from './rename.js';
import { discard, removeStale, writeTemporary } from './temporary.js';
import { WriteConflict, WriteFailed } from './write-errors.js';
import { hasContent, type OldFile, readOldFile, resolveTarget } from './write-target.js';

export interface FileWrite {
  path: string;
  /** The text when the plan was made; null if the file did not exist. */
  before: string | null;
  after: string;
  /** Mode of a new file (default: 0666 less the umask). An existing file keeps its mode. */
  mode?: number;
  /** Mode of folders that have to be created (default: 0777 less the umask). */
  dirMode?: number;
  /** Delete the file; `after` is then `''`. */
  remove?: true;
  /** false: make no backup. */
  backup?: false;
}

export interface FileWritten {
  path: string;
  action: 'create' | 'edit' | 'remove' | 'none';
  /** Path of the backup. */
  backup?: string;
}

type Effects = Pick<WriteEffects, 'fs' | 'now'>;

/** New content that is on disk next to its file, waiting for the rename. */
interface Staged {
  write: FileWrite;
  /** The file itself, behind any symbolic link. */
  target: string;
  old?: OldFile;
  /** Undefined for a file to delete. */
  temporary?: string;
  folders: CreatedFolders;
}

/**
 * Writes all files or none: all new content is on disk before the first file is replaced, each file is replaced by one
 * rename, and if one fails those before it are restored. A file that already has the content is left alone.
 * Keeps mode, owner and symbolic links. Throws WriteConflict or WriteFailed.
 */
export function writeFiles(writes: readonly FileWrite[]): Promise<FileWritten[]> {
  return writeFilesWith(nodeEffects, writes);
}

export async function writeFilesWith(
  given: WriteEffects,
  writes: readonly FileWrite[],
): Promise<FileWritten[]> {
  const effects = { fs: patient(given), now: given.now };
  const staged: Staged[] = [];
  const committed: Staged[] = [];
  const backups = new Map<FileWrite, string>();
  try {
    for (const write of writes) {
      if (write.before !== contentAfter(write)) staged.push(await withPath(write, stage(effects, write)));
    }
    for (const file of staged) {
      const backup = await withPath(file.write, commit(effects, file));
      committed.push(file);
      if (backup !== undefined) backups.set(file.write, backup);
    }
  } catch (error) {
    const notRestored = await rollBack(effects, staged, committed);
    if (error instanceof WriteFailed || error instanceof WriteConflict)
      error.notRestored = notRestored.map((write) => ({ path: write.path, backup: backups.get(write) }));
    throw error;
  }
  return writes.map((write) => {
    const backup = backups.get(write);
    return { path: write.path, action: actionOf(write), backup };
  });
}

/** Throws as `writeFiles` would: the content is written next to the file and removed again. */
export async function checkWritable(write: FileWrite): Promise<void> {
  const effects = { fs: patient(nodeEffects), now: nodeEffects.now };
  const staged = await withPath(write, stage(effects, write));
  await rollBack(effects, [staged], []);
}

/** Removes what killed runs left next to these files and their backups. Never throws. */
export async function sweep(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (const target of [path, newestBackup(path)]) await removeStale(nodeFileSystem, target, Date.now());
    await removeStaleLock(nodeEffects, path);
  }
}

export function actionOf(write: FileWrite): FileWritten['action'] {
  if (write.before === contentAfter(write)) return 'none';
  if (write.remove) return 'remove';
  return write.before === null ? 'create' : 'edit';
}

/** null: the file is deleted. */
function contentAfter({ after, remove }: FileWrite): string | null {
  return remove ? null : after;
}

/** Checks that the file is still as planned, and writes its new content next to it. */
async function stage({ fs, now }: Effects, write: FileWrite): Promise<Staged> {
  const target = await resolveTarget(fs, write.path);
  const old = await readOldFile(fs, target);
  if (!hasContent(old, write.before)) throw new WriteConflict(write.path);
  // A rename would replace even a read-only file.
  if (old) await fs.access(target, constants.W_OK);
  const folders = await createFolders(fs, dirname(target), write.dirMode);
  if (write.remove) return { write, target, old, folders };
  try {
    for (const path of [target, newestBackup(write.path)]) await removeStale(fs, path, now());
    const { mode } = write;
    const temporary = await writeTemporary(fs, target, Buffer.from(write.after), { like: old?.like, mode });
    return { write, target, old, temporary, folders };
  } catch (error) {
    await folders.remove();
    throw error;
  }
}

/** Makes a backup and puts the new content in place, if the file is still as planned. */
async function commit(
  { fs }: Effects,
  { write, target, old, temporary }: Staged,
): Promise<string | undefined> {
  const backup = old && write.backup !== false ? await keepBackup(fs, write.path, old) : undefined;
  if (!hasContent(await readOldFile(fs, target), write.before)) throw new WriteConflict(write.path);
  if (temporary === undefined) await fs.unlink(target);
  else await renameInto(fs, temporary, target);
  return backup;
}

/** Restores committed files and discards staged ones. Returns the writes that could not be taken back. */
async function rollBack(
  effects: Effects,
  staged: readonly Staged[],
  committed: readonly Staged[],
): Promise<FileWrite[]> {
  const failed: FileWrite[] = [];
  for (const file of committed.toReversed()) {
    await restore(effects, file).catch(() => failed.push(file.write));
  }
  for (const file of staged.toReversed()) {
    if (file.temporary && !committed.includes(file)) await discard(effects.fs, file.temporary);
    await file.folders.remove();
  }
  return failed;
}

/** What another program has written meanwhile stays: the last look is right before the rename. */
async function restore({ fs }: Effects, { write, target, old }: Staged): Promise<void> {
  const temporary = old && (await writeTemporary(fs, target, old.bytes, { like: old.like }));
  try {
    if (!hasContent(await readOldFile(fs, target), contentAfter(write))) throw new WriteConflict(write.path);
    if (temporary === undefined) await fs.unlink(target);
    else await renameInto(fs, temporary, target);
  } catch (error) {
    if (temporary !== undefined) await discard(fs, temporary);
    throw error;
  }
}

/** Turns any failure into an error that names the file. */
async function withPath<T>({ path }: FileWrite, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WriteConflict || error instanceof WriteFailed) throw error;
    throw new WriteFailed(path, errorCode(error), String(error).replace(/^Error: /, ''), error);
  }
}
