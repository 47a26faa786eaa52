import { readFile, stat } from 'node:fs/promises';

/** The bytes of a regular file; undefined if there is none, or it is larger. Opening a pipe or a device could block forever. */
export async function readRegularFile(file: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    const stats = await stat(file);
    return stats.isFile() && stats.size <= maxBytes ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}
