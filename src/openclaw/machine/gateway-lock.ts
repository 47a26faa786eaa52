import path from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { isRecord, parseJson } from '../../lib/json.js';
import { exists, statsOf } from '../../lib/look.js';
import { sha256 } from '../../lib/sha256.js';
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
  const inState = await lockIn(path.join(stateDir, 'tmp', folder, 'gateway.state.lock'));
  if (inState || !exists(path.join(tempFolder, folder))) return inState;
  const inTemp = path.join(tempFolder, folder, `gateway.${sha256(configPath).slice(0, 8)}.lock`);
  // Any user may write into the folder for temporary files.
  return isOwnedBy(uid, inTemp) ? lockIn(inTemp) : undefined;
}

function isOwnedBy(uid: number | undefined, file: string): boolean {
  const stats = statsOf(file);
  return stats !== undefined && (uid === undefined || stats.uid === uid);
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
