import { type FileSystem, unless } from './file-system.js';
import { renameInto, type Sleep } from './rename.js';
import { discard, writeTemporary } from './temporary.js';
import type { OldFile } from './write-target.js';

/** How many old versions are kept, the newest included. */
const KEPT = 5;
const OWNER_ONLY = 0o600;

export function newestBackup(file: string): string {
  return `${file}.cf-aig.bak`;
}

/** Where backups of the file may be, the newest first. */
export function backupPaths(file: string): string[] {
  return Array.from({ length: KEPT }, (_, age) => backupPath(file, age));
}

/** `.bak.1` is the one before the newest, and so on. */
function backupPath(file: string, age: number): string {
  return newestBackup(file) + (age === 0 ? '' : `.${age}`);
}

/**
 * Keeps the old content as the newest backup of the file, with its owner; the oldest beyond five goes.
 * A backup may hold a secret that the file no longer has: nobody but its owner may read it, also where it was kept
 * already, by an earlier version. What the newest backup holds is not kept twice. Returns the backup's path.
 */
export async function keepBackup(
  fs: FileSystem,
  file: string,
  { bytes, like }: OldFile,
  sleep: Sleep,
): Promise<string> {
  const newest = newestBackup(file);
  const kept = await unless(['ENOENT'], fs.readFile(newest));
  if (kept) for (const path of backupPaths(file)) await close(fs, path);
  if (kept && Buffer.compare(kept, bytes) === 0) return newest;
  const temporary = await writeTemporary(fs, newest, bytes, {
    like: { ...like, mode: like.mode & OWNER_ONLY },
  });
  try {
    if (kept) await shift(fs, file);
    await renameInto(fs, temporary, newest, sleep);
  } catch (error) {
    await discard(fs, temporary);
    throw error;
  }
  return newest;
}

/** Every backup grows one older; renaming onto the oldest drops it. A gap in the numbers ends the shifting. */
async function shift(fs: FileSystem, file: string): Promise<void> {
  let oldest = 0;
  while (oldest < KEPT - 1 && (await unless(['ENOENT'], fs.lstat(backupPath(file, oldest + 1))))) oldest++;
  for (let age = Math.min(oldest, KEPT - 2); age >= 0; age--) {
    await fs.rename(backupPath(file, age), backupPath(file, age + 1));
  }
}

/** Takes the rights of others away; what cannot be changed stays as it is. */
async function close(fs: FileSystem, path: string): Promise<void> {
  const stats = await fs.lstat(path).catch(() => undefined);
  if (!stats?.isFile() || (stats.mode & 0o777 & ~OWNER_ONLY) === 0) return;
  await fs.chmod(path, stats.mode & OWNER_ONLY).catch(() => {});
}
