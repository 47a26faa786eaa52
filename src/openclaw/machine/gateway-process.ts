import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../lib/json.js';
import type { Place } from '../files/locate.js';

/** OpenClaw's own gateway process, running as this user. */
export interface RunningGateway {
  pid: number;
  /** When it took the lock, seconds after its start; undefined without a lock. */
  startedAt?: Date;
  /** Its environment at start, without what it read from `.env`. Linux only. */
  initialEnv?: NodeJS.ProcessEnv;
  /** Its actual environment, as inherited by a child that it started after reading `.env`. Linux only. */
  actualEnv?: NodeJS.ProcessEnv;
  /** Its working directory. Linux only. */
  cwd?: string;
}

/** The system's processes; injectable for tests. */
export interface ProcessView {
  /** `/proc`, or a folder with the same layout */
  processes: string;
  uid?: number;
  isRunning(pid: number): boolean;
}

/** The gateway process that uses this config. Its lock names it (2026.9.6); without a lock all of the user's processes are
 * searched. */
export async function findGateway(
  { stateDir, configPath }: Pick<Place, 'stateDir' | 'configPath'>,
  view: ProcessView,
): Promise<RunningGateway | undefined> {
  const lock = await readLock(stateDir, view.uid);
  if (lock) {
    if (lock.configPath !== undefined && path.resolve(lock.configPath) !== configPath) return undefined;
    const gateway = await readGateway(view.processes, lock.pid);
    if (gateway) return { ...gateway, startedAt: lock.createdAt };
    const isHidden = !(await exists(view.processes));
    return isHidden && view.isRunning(lock.pid) ? { pid: lock.pid, startedAt: lock.createdAt } : undefined;
  }
  for (const pid of await ownProcesses(view)) {
    const gateway = await readGateway(view.processes, pid);
    if (gateway && usesState(gateway, stateDir)) return gateway;
  }
  return undefined;
}

/** `<state>/tmp/openclaw-<uid>/gateway.state.lock`: JSON, padded with blanks. */
async function readLock(
  stateDir: string,
  uid: number | undefined,
): Promise<{ pid: number; configPath?: string; createdAt?: Date } | undefined> {
  const folder = uid === undefined ? 'openclaw' : `openclaw-${uid}`;
  try {
    const file = path.join(stateDir, 'tmp', folder, 'gateway.state.lock');
    const lock: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isRecord(lock) || typeof lock.pid !== 'number') return undefined;
    const createdAt = typeof lock.createdAt === 'string' ? new Date(lock.createdAt) : undefined;
    return {
      pid: lock.pid,
      configPath: typeof lock.configPath === 'string' ? lock.configPath : undefined,
      createdAt: Number.isNaN(createdAt?.getTime()) ? undefined : createdAt,
    };
  } catch {
    return undefined;
  }
}

/** undefined if there is no such process, or if it is not a gateway. */
async function readGateway(processes: string, pid: number): Promise<RunningGateway | undefined> {
  const folder = path.join(processes, String(pid));
  if (!isGateway(await commandLine(folder))) return undefined;
  const [initialEnv, cwd, actualEnv] = await Promise.all([
    environmentOf(folder),
    readlink(path.join(folder, 'cwd')).catch(() => undefined),
    environmentOfBroker(processes, folder, pid),
  ]);
  return { pid, initialEnv, cwd, actualEnv };
}

/** A gateway sets its process title to `openclaw-gateway`; before that it is `node .../openclaw.mjs gateway ...`. */
function isGateway(words: readonly string[]): boolean {
  const names = words.map((word) => word.replaceAll('\\', '/'));
  if (/(^|\/)openclaw-gateway$/.test(names[0] ?? '')) return true;
  const isOpenClaw = names.some((name) =>
    /(^|\/)(openclaw(\.mjs)?|openclaw\/dist\/(index|entry)\.m?js)$/.test(name),
  );
  return isOpenClaw && names.includes('gateway');
}

/** The gateway runs commands through a child process, which inherits the gateway's environment. */
async function environmentOfBroker(
  processes: string,
  folder: string,
  pid: number,
): Promise<NodeJS.ProcessEnv | undefined> {
  const children = await readFile(path.join(folder, 'task', String(pid), 'children'), 'utf8').catch(() => '');
  for (const child of children.split(/\s+/).filter(Boolean)) {
    const childFolder = path.join(processes, child);
    const words = await commandLine(childFolder);
    if (words.some((word) => word.includes('spawn-broker'))) return environmentOf(childFolder);
  }
  return undefined;
}

async function ownProcesses({ processes, uid }: ProcessView): Promise<number[]> {
  const names = await readdir(processes).catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  const owners = await Promise.all(
    pids.map((pid) =>
      stat(path.join(processes, pid)).then(
        (stats) => stats.uid,
        () => undefined,
      ),
    ),
  );
  return pids.filter((_, index) => uid !== undefined && owners[index] === uid).map(Number);
}

/** Without a lock, only the initial environment says which state directory the gateway uses. */
function usesState({ initialEnv }: RunningGateway, stateDir: string): boolean {
  const explicit = initialEnv?.OPENCLAW_STATE_DIR?.trim();
  if (explicit) return path.resolve(explicit) === stateDir;
  const home = initialEnv?.OPENCLAW_HOME?.trim() || initialEnv?.HOME;
  return home !== undefined && path.join(home, '.openclaw') === stateDir;
}

async function commandLine(folder: string): Promise<string[]> {
  const text = await readFile(path.join(folder, 'cmdline'), 'utf8').catch(() => '');
  return text
    .split('\0')
    .map((word) => word.trim())
    .filter(Boolean);
}

async function environmentOf(folder: string): Promise<NodeJS.ProcessEnv | undefined> {
  const text = await readFile(path.join(folder, 'environ'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const pairs = text
    .split('\0')
    .filter((pair) => pair.includes('='))
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return Object.fromEntries(pairs);
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
