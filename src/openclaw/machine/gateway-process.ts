import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { exists, namesIn, statsOf } from '../../lib/look.js';
import type { Place } from '../files/locate.js';
import { type Container, findContainer } from './container.js';
import { type GatewayLock, readLock } from './gateway-lock.js';
import { readStat } from './process-stat.js';

/** OpenClaw's own gateway process, running as this user. */
export interface RunningGateway {
  pid: number;
  /** When it took the lock, seconds after its start or its last restart in process; undefined without a lock. */
  startedAt?: Date;
  /** Its environment at start, without what it read from `.env`. Linux only. */
  initialEnv?: NodeJS.ProcessEnv;
  /** The variables that its children inherited; undefined without a visible child. What is there, it has. What is missing it may
   * have nevertheless: after a restart in process (2026.9.6), the spawn broker lacks what was read then. Linux only. */
  childEnv?: NodeJS.ProcessEnv;
  /** Its working directory. Linux only. */
  cwd?: string;
  /** The container that ends and starts with it. Linux only. */
  container?: Container;
}

/** The system's processes; injectable for tests. */
export interface ProcessView {
  /** `/proc`, or a folder with the same layout */
  processes: string;
  uid?: number;
  /** For temporary files. */
  tempFolder: string;
  isRunning(pid: number): boolean;
}

/** The gateway process that uses this config. Its lock names it; without a lock all of the user's processes are searched. */
export async function findGateway(
  place: Pick<Place, 'stateDir' | 'configPath'>,
  view: ProcessView,
): Promise<RunningGateway | undefined> {
  const { stateDir, configPath } = place;
  const lock = await readLock(place, view);
  if (lock) {
    if (lock.configPath !== undefined && path.resolve(lock.configPath) !== configPath) return undefined;
    const gateway = await readGateway(view.processes, lock);
    if (gateway) return { ...gateway, startedAt: lock.createdAt };
    const isHidden = !exists(view.processes);
    return isHidden && view.isRunning(lock.pid) ? { pid: lock.pid, startedAt: lock.createdAt } : undefined;
  }
  for (const pid of ownGateways(view)) {
    const gateway = await readGateway(view.processes, { pid });
    if (gateway && usesState(gateway, stateDir)) return gateway;
  }
  return undefined;
}

/** undefined if there is no such process, or if it is not a gateway. */
async function readGateway(
  processes: string,
  { pid, startTime }: Pick<GatewayLock, 'pid' | 'startTime'>,
): Promise<RunningGateway | undefined> {
  const folder = path.join(processes, String(pid));
  const started = (await readStat(folder))?.startTime;
  // Older gateways have no title that tells them from other commands.
  const isOwner = startTime !== undefined && started === startTime;
  if (!isOwner && !isGateway(await commandLine(folder))) return undefined;
  const [initialEnv, cwd, childEnv, container] = await Promise.all([
    environmentOf(folder),
    readlink(path.join(folder, 'cwd')).catch(() => undefined),
    environmentOfChildren(processes, folder),
    findContainer(folder, pid),
  ]);
  return { pid, initialEnv, cwd, childEnv, container };
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

/** OpenClaw's own children, which inherit its environment: the spawn broker, through which it runs commands, and workers. */
const OWN_CHILD = /spawn-broker|sqlite-readonly|[\\/]openclaw[\\/]dist[\\/]/;

async function environmentOfChildren(
  processes: string,
  folder: string,
): Promise<NodeJS.ProcessEnv | undefined> {
  const environments = await Promise.all(
    (await childrenOf(folder)).map(async (child) => {
      const childFolder = path.join(processes, child);
      const isOwn = (await commandLine(childFolder)).some((word) => OWN_CHILD.test(word));
      return isOwn ? environmentOf(childFolder) : undefined;
    }),
  );
  const visible = environments.filter((environment) => environment !== undefined);
  return visible.length ? Object.assign({}, ...visible) : undefined;
}

/** Each thread of a process has children of its own. */
async function childrenOf(folder: string): Promise<string[]> {
  const tasks = path.join(folder, 'task');
  const threads = await readdir(tasks).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(path.join(tasks, thread, 'children'), 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(/\s+/).filter(Boolean));
}

/** Looks at the command lines first, one read for each of the system's processes: there may be thousands, of which few are gateways. */
function ownGateways({ processes, uid }: ProcessView): number[] {
  const gateways = namesIn(processes).filter((name) => {
    const line = /^\d+$/.test(name) ? readSync(`${processes}/${name}/cmdline`) : '';
    return line.includes('openclaw') && isGateway(wordsOf(line));
  });
  const isOwn = (pid: string) => uid !== undefined && statsOf(path.join(processes, pid))?.uid === uid;
  return gateways.filter(isOwn).map(Number);
}

/** Without a lock, only the initial environment says which state directory the gateway uses. */
function usesState({ initialEnv }: RunningGateway, stateDir: string): boolean {
  const explicit = initialEnv?.OPENCLAW_STATE_DIR?.trim();
  if (explicit) return path.resolve(explicit) === stateDir;
  const home = initialEnv?.OPENCLAW_HOME?.trim() || initialEnv?.HOME;
  return home !== undefined && path.join(home, '.openclaw') === stateDir;
}

async function commandLine(folder: string): Promise<string[]> {
  return wordsOf(await readFile(path.join(folder, 'cmdline'), 'utf8').catch(() => ''));
}

/** Not by the thread pool: a file of `/proc` is read in less time than it takes to hand it over. '' if it is gone. */
function readSync(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function wordsOf(commandLine: string): string[] {
  return commandLine
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
