import { type FileSystem, tolerate } from './file-system.js';
import type { Ownership } from './temporary.js';
import { WriteFailed } from './write-errors.js';

/** A file before it is replaced. */
export interface OldFile {
  bytes: Uint8Array;
  like: Ownership;
}

/** The path itself, or what its symbolic links lead to. Throws WriteFailed for a dangling link. */
export async function resolveTarget(fs: FileSystem, path: string): Promise<string> {
  const stats = await tolerate(['ENOENT'], fs.lstat(path));
  if (!stats?.isSymbolicLink()) return path;
  const target = await tolerate(['ENOENT'], fs.realpath(path));
  if (target === undefined) throw new WriteFailed(path, 'ENOENT', 'the symbolic link points to nothing');
  return target;
}

/** undefined if the file does not exist. */
export async function readOldFile(fs: FileSystem, target: string): Promise<OldFile | undefined> {
  const stats = await tolerate(['ENOENT'], fs.stat(target));
  if (!stats) return undefined;
  if (stats.isDirectory()) throw new WriteFailed(target, 'EISDIR', 'it is a directory');
  // Reading a pipe or a device could block forever.
  if (!stats.isFile()) throw new WriteFailed(target, 'EINVAL', 'it is not a regular file');
  // A rename would leave the old content under the other names.
  if (stats.nlink > 1) throw new WriteFailed(target, 'EMLINK', 'it is hard-linked under another name');
  const { mode, uid, gid } = stats;
  return { bytes: await fs.readFile(target), like: { mode: mode & 0o7777, uid, gid } };
}

export function hasContent(file: OldFile | undefined, text: string | null): boolean {
  if (!file || text === null) return !file && text === null;
  return Buffer.compare(file.bytes, Buffer.from(text)) === 0;
}
