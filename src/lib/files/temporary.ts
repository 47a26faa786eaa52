import { basename, dirname, join } from 'node:path';
import { type Creator, creatorText, hasEnded, parseCreator } from './creator.js';
import { type FileSystem, tolerate } from './file-system.js';

export interface Ownership {
  mode: number;
  uid: number;
  gid: number;
}

/** A temporary file older than this is abandoned, even if its process ID is in use again. */
const STALE_MS = 60 * 60 * 1000;

const SUFFIX = '.tmp';

/**
 * Writes the bytes to a new file next to the target and syncs it to disk, so that one rename puts it in place.
 * With `like`, the file gets that mode and, where the system allows it, that owner; otherwise `mode` less the umask.
 * Leaves nothing behind if it fails. Returns the path.
 */
export async function writeTemporary(
  fs: FileSystem,
  target: string,
  bytes: Uint8Array,
  { like, mode = 0o666 }: { like?: Ownership; mode?: number },
): Promise<string> {
  const path = temporaryPath(target);
  // Never more permissive than the final file, not even for a moment.
  const file = await fs.open(path, 'wx', like ? like.mode & 0o600 : mode);
  try {
    try {
      await file.writeFile(bytes);
      if (like) await copyOwnership(file, like);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(fs, path);
    throw error;
  }
  return path;
}

/** A new name next to the target, by which `removeStale` knows what a killed run left. */
export function temporaryPath(target: string): string {
  const name = `${prefixFor(target)}${creatorText()}${SUFFIX}`;
  return join(dirname(target), name);
}

/** Never throws: this must not hide the error that led here. */
export async function discard(fs: FileSystem, path: string): Promise<void> {
  await fs.unlink(path).catch(() => {});
}

/** Removes temporary files that a killed run left next to the target. */
export async function removeStale(fs: FileSystem, target: string, now: number): Promise<void> {
  const folder = dirname(target);
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names) {
    const creator = creatorOf(name, target);
    if (!creator) continue;
    const path = join(folder, name);
    const stats = await fs.lstat(path).catch(() => undefined);
    if (stats && (hasEnded(creator) || now - stats.mtimeMs > STALE_MS)) await discard(fs, path);
  }
}

function prefixFor(target: string): string {
  return `.${basename(target)}.cf-aig-`;
}

/** The process that created this temporary file; undefined if the name is not one of the target's temporary files. */
function creatorOf(name: string, target: string): Creator | undefined {
  const prefix = prefixFor(target);
  const isOwn = name.startsWith(prefix) && name.endsWith(SUFFIX);
  return isOwn ? parseCreator(name.slice(prefix.length)) : undefined;
}

async function copyOwnership(file: Awaited<ReturnType<FileSystem['open']>>, like: Ownership): Promise<void> {
  const isSameOwner = like.uid === process.getuid?.() && like.gid === process.getgid?.();
  // Only root can change a file's owner; for other users only the mode is set.
  if (!isSameOwner) await tolerate(['EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP'], file.chown(like.uid, like.gid));
  await file.chmod(like.mode);
}
