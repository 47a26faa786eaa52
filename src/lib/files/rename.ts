import { dirname } from 'node:path';
import { errorCode } from './error-code.js';
import type { FileSystem } from './file-system.js';

/** Windows refuses to replace a file that an editor or a virus scanner holds open; mostly for a moment only. */
const BUSY: readonly string[] = ['EPERM', 'EBUSY', 'EACCES'];
const RETRY_AFTER_MS: readonly number[] = [10, 30, 90, 270];

export type Sleep = (ms: number) => Promise<void>;

/** Puts a finished temporary file in the target's place, and makes the folder's entry durable. */
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

/** Best effort: the file is in place already, and some systems cannot open a folder. */
async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}
