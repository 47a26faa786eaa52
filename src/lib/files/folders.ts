import { dirname } from 'node:path';
import { type FileSystem, tolerate } from './file-system.js';

/** Folders that did not exist before, so that a failed write can remove them again. */
export interface CreatedFolders {
  /** Removes those that are still empty. */
  remove(): Promise<void>;
}

/** Creates the folder and its missing parents. The umask applies to `mode`. */
export async function createFolders(fs: FileSystem, folder: string, mode = 0o777): Promise<CreatedFolders> {
  const created: string[] = [];
  const remove = async (): Promise<void> => {
    for (const path of created.toReversed()) await fs.rmdir(path).catch(() => {});
  };
  try {
    for (const path of await missingFolders(fs, folder)) {
      // Another process may have created it in the meantime.
      const exists = await tolerate(
        ['EEXIST'],
        fs.mkdir(path, mode).then(() => false),
      );
      if (exists === false) created.push(path);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { remove };
}

/** Outermost first. */
async function missingFolders(fs: FileSystem, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let path = folder; !(await tolerate(['ENOENT'], fs.stat(path))); path = dirname(path)) {
    paths.unshift(path);
    if (dirname(path) === path) break;
  }
  return paths;
}
