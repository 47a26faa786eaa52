import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { isRecord, parseJson } from '../../lib/json.js';
import type { Place } from '../files/locate.js';

/** What a running gateway writes about itself. */
export interface GatewayLock {
  pid: number;
  configPath?: string;
  createdAt?: Date;
  /** As in `/proc/<pid>/stat`, so that another process with that number is not taken for it. Linux only. */
  startTime?: number;
}

const MAX_BYTES = 64 * 1024;

/** JSON, padded with blanks. 2026.9.6 keeps it in the state folder, 2026.2.23 to 2026.6.11 in the system's folder for temporary
 * files, under a name made of the config's path. */
export async function readLock(
  { stateDir, configPath }: Pick<Place, 'stateDir' | 'configPath'>,
  { uid, tempFolder }: { uid?: number; tempFolder: string },
): Promise<GatewayLock | undefined> {
  const folder = uid === undefined ? 'openclaw' : `openclaw-${uid}`;
  const hash = createHash('sha256').update(configPath).digest('hex').slice(0, 8);
  const inTemp = path.join(tempFolder, folder, `gateway.${hash}.lock`);
  return (
    (await lockIn(path.join(stateDir, 'tmp', folder, 'gateway.state.lock'))) ??
    // Any user may write into the folder for temporary files.
    ((await isOwnedBy(uid, inTemp)) ? lockIn(inTemp) : undefined)
  );
}

async function isOwnedBy(uid: number | undefined, file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => uid === undefined || stats.uid === uid,
    () => false,
  );
}

async function lockIn(file: string): Promise<GatewayLock | undefined> {
  try {
    const bytes = await readRegularFile(file, MAX_BYTES);
    const lock = bytes && parseJson(bytes.toString());
    if (!isRecord(lock) || typeof lock.pid !== 'number') return undefined;
    const createdAt = typeof lock.createdAt === 'string' ? new Date(lock.createdAt) : undefined;
    return {
      pid: lock.pid,
      configPath: typeof lock.configPath === 'string' ? lock.configPath : undefined,
      createdAt: Number.isNaN(createdAt?.getTime()) ? undefined : createdAt,
      startTime: typeof lock.startTime === 'number' ? lock.startTime : undefined,
    };
  } catch {
    return undefined;
  }
}
