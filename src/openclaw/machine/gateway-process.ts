import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../lib/json.js';
import type { Place } from '../files/locate.js';

/** OpenClaw's gateway, running as this user. */
export interface RunningGateway {
  pid: number;
  /** When it took the lock, which is seconds after its start; unknown without the lock. */
  startedAt?: Date;
  /** The variables that it was started with; what it then read from `.env` is not among them. Linux only. */
  startedWith?: NodeJS.ProcessEnv;
  /** The variables that it really has: a child that it made after it had read `.env` shows them. Linux only. */
  holds?: NodeJS.ProcessEnv;
  /** Its working directory. Linux only. */
  cwd?: string;
}

/** Where to look, so that tests can bring their own. */
export interface ProcessView {
  /** `/proc`, or a folder like it */
  processes: string;
  uid?: number;
  isRunning(pid: number): boolean;
}

/** The gateway that serves this config. Its lock tells (2026.9.6); without one every process of the user's is looked at. */
export async function findGateway(
  { stateDir, configPath }: Pick<Place, 'stateDir' | 'configPath'>,
  view: ProcessView,
): Promise<RunningGateway | undefined> {
  const lock = await readLock(stateDir, view.uid);
  if (lock) {
    if (lock.configPath !== undefined && path.resolve(lock.configPath) !== configPath) return undefined;
    const shown = await readGateway(view.processes, lock.pid);
    if (shown) return { ...shown, startedAt: lock.createdAt };
    const isHidden = !(await exists(view.processes));
    return isHidden && view.isRunning(lock.pid) ? { pid: lock.pid, startedAt: lock.createdAt } : undefined;
  }
  for (const pid of await ownProcesses(view)) {
    const shown = await readGateway(view.processes, pid);
    if (shown && servesState(shown, stateDir)) return shown;
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

/** undefined: no such process, or it is no gateway. */
async function readGateway(processes: string, pid: number): Promise<RunningGateway | undefined> {
  const folder = path.join(processes, String(pid));
  if (!isGateway(await commandLine(folder))) return undefined;
  const [startedWith, cwd, holds] = await Promise.all([
    environmentOf(folder),
    readlink(path.join(folder, 'cwd')).catch(() => undefined),
    environmentOfBroker(processes, folder, pid),
  ]);
  return { pid, startedWith, cwd, holds };
}

/** A gateway names itself `openclaw-gateway`; until then it is `node .../openclaw.mjs gateway ...`. */
function isGateway(words: readonly string[]): boolean {
  const names = words.map((word) => word.replaceAll('\\', '/'));
  if (/(^|\/)openclaw-gateway$/.test(names[0] ?? '')) return true;
  const isOpenClaw = names.some((name) =>
    /(^|\/)(openclaw(\.mjs)?|openclaw\/dist\/(index|entry)\.m?js)$/.test(name),
  );
  return isOpenClaw && names.includes('gateway');
}

/** The gateway starts its commands through a child of its own, which inherits everything that the gateway has. */
async function environmentOfBroker(
  processes: string,
  folder: string,
  pid: number,
): Promise<NodeJS.ProcessEnv | undefined> {
  const children = await readFile(path.join(folder, 'task', String(pid), 'children'), 'utf8').catch(() => '');
  for (const child of children.split(/\s+/).filter(Boolean)) {
    const own = path.join(processes, child);
    const words = await commandLine(own);
    if (words.some((word) => word.includes('spawn-broker'))) return environmentOf(own);
  }
  return undefined;
}

async function ownProcesses({ processes, uid }: ProcessView): Promise<number[]> {
  const names = await readdir(processes).catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name));
  const owners = await Promise.all(
    pids.map((pid) =>
      stat(path.join(processes, pid)).then(
        (found) => found.uid,
        () => undefined,
      ),
    ),
  );
  return pids.filter((_, index) => uid !== undefined && owners[index] === uid).map(Number);
}

/** Without a lock only what it was started with says which state directory it serves. */
function servesState({ startedWith }: RunningGateway, stateDir: string): boolean {
  const own = startedWith?.OPENCLAW_STATE_DIR?.trim();
  if (own) return path.resolve(own) === stateDir;
  const home = startedWith?.OPENCLAW_HOME?.trim() || startedWith?.HOME;
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

function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
