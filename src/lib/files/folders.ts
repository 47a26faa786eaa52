import { dirname } from 'node:path';
import { type FileSystem, unless } from './file-system.js';

/** The folders that had to be made, so that a failure can take them away again. */
export interface MadeFolders {
  /** Removes those that are empty. */
  remove(): Promise<void>;
}

/** Makes the folder and what is missing above it. `mode` is less the umask, as always. */
export async function makeFolders(fs: FileSystem, folder: string, mode = 0o777): Promise<MadeFolders> {
  const made: string[] = [];
  const remove = async (): Promise<void> => {
    for (const path of made.toReversed()) await fs.rmdir(path).catch(() => {});
  };
  try {
    for (const path of await missing(fs, folder)) {
      // Somebody else may have made it a moment ago; that is as good.
      const exists = await unless(
        ['EEXIST'],
        fs.mkdir(path, mode).then(() => false),
      );
      if (exists === false) made.push(path);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { remove };
}

/** What does not exist yet, outermost first. */
async function missing(fs: FileSystem, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let path = folder; !(await unless(['ENOENT'], fs.stat(path))); path = dirname(path)) {
    paths.unshift(path);
    if (dirname(path) === path) break;
  }
  return paths;
}
