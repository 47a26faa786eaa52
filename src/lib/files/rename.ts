import { dirname } from 'node:path';
import { errorCode } from './error-code.js';
import type { FileSystem } from './file-system.js';

/** Windows cannot replace a file that an editor or virus scanner holds open, usually only for a moment. */
const BUSY: readonly string[] = ['EPERM', 'EBUSY', 'EACCES'];
const RETRY_AFTER_MS: readonly number[] = [10, 30, 90, 270];

export type Sleep = (ms: number) => Promise<void>;

/** Replaces the target with a finished temporary file, and syncs the folder so that the change survives a crash. */
export async function renameInto(fs: FileSystem, from: string, to: string, sleep: Sleep): Promise<void> {
  for (const wait of [...RETRY_AFTER_MS, undefined]) {
    try {
      await fs.rename(from, to);
      break;
    } catch (error) {
      if (wait === undefined || !BUSY.includes(errorCode(error))) throw error;
      await sleep(wait);
    }
  }
  await syncFolder(fs, dirname(to));
}

/** Best effort: the file is already in place, and some systems cannot open folders. */
async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}
