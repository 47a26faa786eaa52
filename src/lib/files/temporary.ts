import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-code.js';
import { type FileSystem, unless } from './file-system.js';

/** Mode and owner that a file shall have. */
export interface Ownership {
  mode: number;
  uid: number;
  gid: number;
}

/** A temporary file older than this belongs to nobody any more, even if a process has its number by now. */
const STALE_MS = 60 * 60 * 1000;

/**
 * Writes the bytes to a new file beside the target, down to the disk, so that one rename puts it in place.
 * With a `like` it takes that mode and, where the system lets us, that owner; else `mode` less the umask.
 * Leaves nothing behind when it fails.
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
  // Never more open than the target shall be, not even for a moment.
  const file = await fs.open(path, 'wx', like ? like.mode & 0o600 : mode);
  try {
    try {
      await file.writeFile(bytes);
      if (like) await adopt(file, like);
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

/** Removes a temporary file if it is still there; a failure here must not hide the one that led to it. */
export async function discard(fs: FileSystem, path: string): Promise<void> {
  await fs.unlink(path).catch(() => {});
}

/** Removes what an earlier run, killed in the middle, left beside the target. */
export async function sweep(fs: FileSystem, target: string, now: number): Promise<void> {
  const folder = dirname(target);
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = ownerOf(name, target);
    if (pid === undefined) continue;
    const path = join(folder, name);
    const stats = await fs.lstat(path).catch(() => undefined);
    if (stats && (!isAlive(pid) || now - stats.mtimeMs > STALE_MS)) await discard(fs, path);
  }
}

function prefixFor(target: string): string {
  return `.${basename(target)}.cf-aig-`;
}

/** The process that made this temporary file of the target's; undefined if it is none. */
function ownerOf(name: string, target: string): number | undefined {
  const prefix = prefixFor(target);
  const rest = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) : null;
  return rest ? Number(rest[1]) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there but belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}

async function adopt(file: Awaited<ReturnType<FileSystem['open']>>, like: Ownership): Promise<void> {
  const isOurs = like.uid === process.getuid?.() && like.gid === process.getgid?.();
  // Only root may give a file away; anyone else keeps it, and the mode still holds.
  if (!isOurs) await unless(['EPERM', 'EINVAL', 'ENOSYS', 'ENOTSUP'], file.chown(like.uid, like.gid));
  await file.chmod(like.mode);
}
