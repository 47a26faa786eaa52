import path from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { exists } from '../../lib/look.js';
import { readStat } from './process-stat.js';

/** A container whose main process a process is, or its first child. */
export interface Container {
  engine: 'docker' | 'podman';
  /** Its id, as far as it is known; undefined if it has a host name of its own. */
  id?: string;
}

const MAX_BYTES = 1024;

/** Files that the engines create at the root of a container. */
const MARKERS = [
  ['docker', '.dockerenv'],
  ['podman', path.join('run', '.containerenv')],
] as const;

/** The container of a process; `folder` is its folder in `/proc`. undefined for what was started inside a container later: its
 * end is not the end of the container. */
export async function findContainer(folder: string, pid: number): Promise<Container | undefined> {
  if (pid !== 1 && (await readStat(folder))?.parent !== 1) return undefined;
  for (const [engine, marker] of MARKERS) {
    if (!exists(path.join(folder, 'root', marker))) continue;
    const name = (await textOf(path.join(folder, 'root', 'etc', 'hostname'))).trim();
    return { engine, id: /^[0-9a-f]{12}$/.test(name) ? name : undefined };
  }
  return undefined;
}

async function textOf(file: string): Promise<string> {
  return (await readRegularFile(file, MAX_BYTES))?.toString() ?? '';
}
