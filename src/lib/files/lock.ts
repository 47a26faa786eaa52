import { dirname } from 'node:path';
import { creatorText, hasEnded, parseCreator } from './creator.js';
import type { WriteEffects } from './effects.js';
import { errorCode } from './error-code.js';
import { type FileSystem, tolerate } from './file-system.js';
import { createFolders } from './folders.js';
import { patient } from './patient.js';
import { temporaryPath } from './temporary.js';
import { WriteFailed } from './write-errors.js';

/** A change takes far less: what is older was left behind, even if its process ID is in use again. */
const STALE_MS = 60_000;
/** An empty lock is about to get its process ID. */
const EMPTY_MS = 5000;
const WAIT_MS = 10_000;
const POLL_MS = 25;

export function lockPath(file: string): string {
  return `${file}.cf-aig.lock`;
}

/**
 * Runs the work while no other run of cf-aig changes what belongs to this file. Waits for one that does, and takes over the
 * lock of one that was killed. Throws WriteFailed if the lock cannot be had.
 */
export async function withLock<T>(
  given: WriteEffects,
  file: string,
  work: () => Promise<T>,
  { dirMode }: { dirMode?: number } = {},
): Promise<T> {
  const fs = patient(given);
  const effects = { ...given, fs };
  const path = lockPath(file);
  const folders = await withPath(path, createFolders(fs, dirname(path), dirMode));
  try {
    const content = `${creatorText()}\n`;
    await withPath(path, acquire(effects, file, content));
    try {
      return await work();
    } finally {
      // Another run may have taken it over.
      if ((await contentOf(fs, path)) === content) await fs.unlink(path).catch(() => {});
    }
  } catch (error) {
    await folders.remove();
    throw error;
  }
}

async function acquire(effects: WriteEffects, file: string, content: string): Promise<void> {
  const { sleep } = effects;
  for (let waited = 0; ; waited += POLL_MS) {
    if (await create(effects, lockPath(file), content)) return;
    if (await removeStaleLock(effects, file)) continue;
    if (waited >= WAIT_MS) throw new WriteFailed(file, 'EBUSY', 'another run of cf-aig is changing it');
    await sleep(POLL_MS);
  }
}

/** False if the lock exists. */
async function create({ fs, platform }: WriteEffects, path: string, content: string): Promise<boolean> {
  // On Windows a file that another process deletes cannot be opened for a moment.
  const taken = platform === 'win32' ? ['EEXIST', 'EPERM'] : ['EEXIST'];
  const file = await tolerate(taken, fs.open(path, 'wx', 0o600));
  if (!file) return false;
  try {
    try {
      await file.writeFile(Buffer.from(content));
    } finally {
      await file.close();
    }
  } catch (error) {
    await fs.unlink(path).catch(() => {});
    throw error;
  }
  return true;
}

/** Removes the lock of a run that was killed; whether there is none now. */
export async function removeStaleLock({ fs, now }: WriteEffects, file: string): Promise<boolean> {
  const path = lockPath(file);
  const stats = await fs.lstat(path).catch(() => undefined);
  const content = await contentOf(fs, path);
  if (!stats || content === undefined) return true;
  const age = now() - stats.mtimeMs;
  const creator = parseCreator(content);
  if (age < STALE_MS && !(creator ? hasEnded(creator) : age > EMPTY_MS)) return false;
  // Of several runs that see it, only one moves it away: unlink could remove the lock that the first of them makes.
  const aside = temporaryPath(file);
  const failure = await fs.rename(path, aside).then(() => undefined, errorCode);
  if (failure !== undefined) return failure === 'ENOENT';
  const isSame = (await contentOf(fs, aside)) === content;
  if (isSame) await fs.unlink(aside).catch(() => {});
  else await fs.rename(aside, path).catch(() => {});
  return isSame;
}

async function contentOf(fs: FileSystem, path: string): Promise<string | undefined> {
  const bytes = await fs.readFile(path).catch(() => undefined);
  return bytes && Buffer.from(bytes).toString();
}

/** An error names the file. */
async function withPath<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof WriteFailed) throw error;
    throw new WriteFailed(path, errorCode(error), String(error).replace(/^Error: /, ''), error);
  }
}
