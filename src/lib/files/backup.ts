import { type FileSystem, tolerate } from './file-system.js';
import { renameInto } from './rename.js';
import { discard, writeTemporary } from './temporary.js';
import type { OldFile } from './write-target.js';

const MAX_BACKUPS = 5;
const OWNER_ONLY = 0o600;

export function newestBackup(file: string): string {
  return `${file}.cf-aig.bak`;
}

/** Possible backups of the file, newest first. */
export function backupPaths(file: string): string[] {
  return Array.from({ length: MAX_BACKUPS }, (_, age) => backupPath(file, age));
}

/** `.bak` is the newest, `.bak.1` the one before it, and so on. */
function backupPath(file: string, age: number): string {
  return newestBackup(file) + (age === 0 ? '' : `.${age}`);
}

/**
 * Saves the old content as the newest backup, with the same owner, and drops the oldest beyond five. If the newest
 * backup already has this content, no new one is made. A backup may hold a secret that the file no longer has, so all
 * backups, including those of earlier versions, become readable by their owner only. Returns the backup's path.
 */
export async function keepBackup(fs: FileSystem, file: string, { bytes, like }: OldFile): Promise<string> {
  const newest = newestBackup(file);
  const stats = await tolerate(['ENOENT'], fs.lstat(newest));
  // Reading a link or a pipe could show another file, or never end.
  const previous = stats?.isFile() ? await fs.readFile(newest) : undefined;
  if (stats) for (const path of backupPaths(file)) await restrictToOwner(fs, path);
  if (previous && Buffer.compare(previous, bytes) === 0) return newest;
  const temporary = await writeTemporary(fs, newest, bytes, {
    like: { ...like, mode: like.mode & OWNER_ONLY },
  });
  try {
    if (stats) await rotate(fs, file);
    await renameInto(fs, temporary, newest);
  } catch (error) {
    await discard(fs, temporary);
    throw error;
  }
  return newest;
}

/** Renames every backup to the next number, up to the first gap; renaming onto the oldest drops it. */
async function rotate(fs: FileSystem, file: string): Promise<void> {
  let oldest = 0;
  while (oldest < MAX_BACKUPS - 1 && (await tolerate(['ENOENT'], fs.lstat(backupPath(file, oldest + 1)))))
    oldest++;
  for (let age = Math.min(oldest, MAX_BACKUPS - 2); age >= 0; age--) {
    await fs.rename(backupPath(file, age), backupPath(file, age + 1));
  }
}

/** Best effort. */
async function restrictToOwner(fs: FileSystem, path: string): Promise<void> {
  const stats = await fs.lstat(path).catch(() => undefined);
  if (!stats?.isFile() || (stats.mode & 0o777 & ~OWNER_ONLY) === 0) return;
  await fs.chmod(path, stats.mode & OWNER_ONLY).catch(() => {});
}
