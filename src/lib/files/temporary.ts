import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
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

/** The machine or container in which a process ID has a meaning: others may write to the same folder. */
const SPACE = createHash('sha256').update(`${hostname()} ${pidNamespace()}`).digest('hex').slice(0, 8);

/** Linux only. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

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
    `${prefixFor(target)}${process.pid}-${SPACE}-${randomBytes(4).toString('hex')}.tmp`,
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
    const creator = creatorOf(name, target);
    if (!creator) continue;
    const path = join(folder, name);
    const stats = await fs.lstat(path).catch(() => undefined);
    const isDead = creator.space === SPACE && !isAlive(creator.pid);
    if (stats && (isDead || now - stats.mtimeMs > STALE_MS)) await discard(fs, path);
  }
}

function prefixFor(target: string): string {
  return `.${basename(target)}.cf-aig-`;
}

/** The process that created this temporary file; undefined if the name is not one of the target's temporary files. */
function creatorOf(name: string, target: string): { pid: number; space: string } | undefined {
  const prefix = prefixFor(target);
  if (!name.startsWith(prefix)) return undefined;
  // Earlier versions did not write the space.
  const rest = /^(\d+)-(?:([0-9a-f]{8})-)?[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length));
  return rest ? { pid: Number(rest[1]), space: rest[2] ?? SPACE } : undefined;
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
