import { dirname } from 'node:path';
import type { FileSystem } from './file-system.js';

/** Replaces the target with a finished temporary file, and syncs the folder so that the change survives a crash. */
export async function renameInto(fs: FileSystem, from: string, to: string): Promise<void> {
  await fs.rename(from, to);
  await syncFolder(fs, dirname(to));
}

/** Best effort: the file is already in place, and some systems cannot open folders. */
async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}
