import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code.js';
import { type FileSystem, tolerate } from './file-system.js';

export interface Ownership {
  mode: number;
  uid: number;
  gid: number;
}

/** A temporary file older than this is abandoned, even if its process ID is in use again. */
const STALE_MS = 60 * 60 * 1000;

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
  const path = join(
    dirname(target),
    `${prefixFor(target)}${process.pid}-${randomBytes(4).toString('hex')}.tmp`,
  );
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

/** Never throws: this must not hide the error that led here. */
export async function discard(fs: FileSystem, path: string): Promise<void> {
  await fs.unlink(path).catch(() => {});
}

/** Removes temporary files that a killed run left next to the target. */
export async function removeStale(fs: FileSystem, target: string, now: number): Promise<void> {
  const folder = dirname(target);
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = creatorPid(name, target);
    if (pid === undefined) continue;
    const path = join(folder, name);
    const stats = await fs.lstat(path).catch(() => undefined);
    if (stats && (!isAlive(pid) || now - stats.mtimeMs > STALE_MS)) await discard(fs, path);
  }
}

function prefixFor(target: string): string {
  return `.${basename(target)}.cf-aig-`;
}

/** The process that created this temporary file; undefined if the name is not one of the target's temporary files. */
function creatorPid(name: string, target: string): number | undefined {
  const prefix = prefixFor(target);
  const rest = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) : null;
  return rest ? Number(rest[1]) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process exists but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

async function copyOwnership(file: Awaited<ReturnType<FileSystem['open']>>, like: Ownership): Promise<void> {
  const isSameOwner = like.uid === process.getuid?.() && like.gid === process.getgid?.();
  // Only root can change a file's owner; for other users only the mode is set.
  if (!isSameOwner) await tolerate(['EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP'], file.chown(like.uid, like.gid));
  await file.chmod(like.mode);
}
