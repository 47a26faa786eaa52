import { errorCode } from './error-code.js';
import type { FileSystem } from './file-system.js';

/** Windows cannot replace or delete a file that an editor or virus scanner holds open, usually only for a moment. */
const BUSY: readonly string[] = ['EPERM', 'EBUSY', 'EACCES'];
/** Milliseconds. Elsewhere only network file systems do this. */
const WAITS = [10, 30, 90, 270];
const WAITS_ON_WINDOWS = [...WAITS, 600, 1000];

export interface Patience {
  fs: FileSystem;
  sleep(ms: number): Promise<void>;
  platform: NodeJS.Platform;
}

/** The file system that tries again for a while where a file is held open: 0.4 s, on Windows 2 s. */
export function patient({ fs, sleep, platform }: Patience): FileSystem {
  const isWindows = platform === 'win32';
  const retry = async (work: () => Promise<void>): Promise<void> => {
    for (const wait of isWindows ? WAITS_ON_WINDOWS : WAITS) {
      try {
        return await work();
      } catch (error) {
        if (!BUSY.includes(errorCode(error))) throw error;
        await sleep(wait);
      }
    }
    return work();
  };
  return {
    ...fs,
    rename: (from, to) => retry(() => fs.rename(from, to)),
    unlink: isWindows ? (path) => retry(() => fs.unlink(path)) : fs.unlink,
  };
}
