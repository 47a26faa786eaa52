import { existsSync } from 'node:fs';
import { readTextFile, type TextFile } from '../lib/files/read-text.js';
import { statsOf } from '../lib/look.js';
import type { ScheduledJob } from './blocks/model-roles.js';
import { locate } from './files/locate.js';
import {
  type AuthStore,
  authDatabases,
  authFiles,
  readAuthFile,
  readAuthStore,
} from './machine/auth-store.js';
import { findGateway, type RunningGateway } from './machine/gateway-process.js';
import { type Restart, restartOf } from './machine/gateway-restart.js';
import { isTrackedByGit } from './machine/git.js';
import { readScheduledJobs } from './machine/scheduled-jobs.js';
import { findServices, type ServiceFile } from './machine/service-files.js';
import type { Machine } from './machine/this-machine.js';
import { type Environment, environmentOf, loadEnvironment } from './secrets/environment.js';
import type { Snapshot } from './snapshot.js';

/** What doctor needs to know about this machine, read once. Plain data. */
export interface Surroundings {
  now: Date;
  /** OpenClaw's gateway process that uses this config. */
  gateway?: GatewayView;
  services: readonly ServiceFile[];
  authStores: AuthStores;
  /** Certificate files, by the variable that names them. */
  certificates: ReadonlyMap<string, TextFile>;
  /** Jobs of OpenClaw's scheduler with their own models. */
  jobs: readonly ScheduledJob[];
  /** Whether git tracks the `.env`. */
  envIsTracked: boolean;
}

export interface GatewayView extends RunningGateway {
  /** Its variables, as far as they can be told; undefined if the system does not expose them. */
  environment?: Environment;
  /** What it would have if it started now. */
  nextEnvironment?: Environment;
  restart: Restart;
  /** Modification time of each `.env` file. */
  changedAt: ReadonlyMap<string, Date>;
}

/** OpenClaw's stored credentials: in databases, or in the files of older versions. */
export type AuthStores =
  | { kind: 'none' }
  | { kind: 'node-too-old' }
  | { kind: 'unreadable' }
  | { kind: 'read'; stores: readonly AuthStore[] };

const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** Never throws. */
export async function readSurroundings(snapshot: Snapshot, machine: Machine): Promise<Surroundings> {
  const { place, envFile, invocation } = snapshot;
  if (snapshot.client) return withoutOpenClaw(invocation.env, machine);
  const [gateway, services, authStores, certificates, jobs, envIsTracked] = await Promise.all([
    readGateway(snapshot, machine),
    findServices(place),
    readAuthStores(place.stateDir, machine),
    readCertificates(invocation.env),
    readScheduledJobs(place.stateDir, machine),
    envFile.kind === 'file' && isTrackedByGit(envFile.realPath, invocation.env),
  ]);
  return { now: machine.clock(), gateway, services, authStores, certificates, jobs, envIsTracked };
}

/** Of another client than OpenClaw: nothing of OpenClaw's is looked at. */
async function withoutOpenClaw(env: NodeJS.ProcessEnv, machine: Machine): Promise<Surroundings> {
  const certificates = await readCertificates(env);
  const none = { services: [], authStores: { kind: 'none' }, jobs: [], envIsTracked: false } as const;
  return { ...none, now: machine.clock(), certificates };
}

/** undefined if no running gateway uses this config. */
export async function readGateway(snapshot: Snapshot, machine: Machine): Promise<GatewayView | undefined> {
  const { place } = snapshot;
  const gateway = await findGateway(place, machine);
  if (!gateway) return undefined;
  const [nextEnvironment, services] = await Promise.all([
    environmentAtStart(gateway, snapshot),
    findServices(place),
  ]);
  const { files } = nextEnvironment ?? snapshot.environment;
  const changedAt = timesOf(files.map(({ path }) => path));
  return {
    ...gateway,
    environment: actualEnvironment(gateway, nextEnvironment, changedAt),
    nextEnvironment,
    restart: restartOf(gateway, services, snapshot.invocation.profile),
    changedAt,
  };
}

/** What its children inherited, and what it read from files that have not changed since. Without a visible child: what it would
 * read now. */
function actualEnvironment(
  { initialEnv, childEnv, startedAt }: RunningGateway,
  next: Environment | undefined,
  changedAt: GatewayView['changedAt'],
): Environment | undefined {
  if (!childEnv) return next;
  const shown = environmentOf({ ...initialEnv, ...childEnv });
  const isUnchanged = startedAt && [...changedAt.values()].every((changed) => changed <= startedAt);
  if (!next || !isUnchanged) return shown;
  return { ...shown, lookup: (name) => shown.lookup(name) ?? next.lookup(name) };
}

async function environmentAtStart(
  { initialEnv, cwd }: RunningGateway,
  { invocation, place, config }: Snapshot,
): Promise<Environment | undefined> {
  if (!initialEnv) return undefined;
  const { homedir, profile } = invocation;
  const gatewayPlace = locate({
    env: initialEnv,
    homedir,
    cwd: cwd ?? place.stateDir,
    profile,
    exists: existsSync,
  });
  return loadEnvironment(gatewayPlace, initialEnv, config.value);
}

function timesOf(files: readonly string[]): Map<string, Date> {
  return new Map(
    files.flatMap((file) => {
      const stats = statsOf(file);
      return stats ? [[file, stats.mtime] as const] : [];
    }),
  );
}

async function readAuthStores(stateDir: string, machine: Machine): Promise<AuthStores> {
  const [files, databases] = [authFiles(stateDir), authDatabases(stateDir)];
  if (!files.length && !databases.length) return { kind: 'none' };
  const open = machine.openDatabase();
  const read = [
    ...(await Promise.all(files.map((file) => readAuthFile(file, readTextFile)))),
    ...databases.map((file) => open && readAuthStore(open, file)),
  ];
  const stores = read.filter((store) => store !== undefined);
  if (stores.length) return { kind: 'read', stores };
  return { kind: databases.length && !open ? 'node-too-old' : 'unreadable' };
}

async function readCertificates(env: NodeJS.ProcessEnv): Promise<Map<string, TextFile>> {
  const named = CERTIFICATE_VARIABLES.flatMap((variable) => {
    const path = env[variable]?.trim();
    return path ? [{ variable, path }] : [];
  });
  const files = await Promise.all(named.map(({ path }) => readTextFile(path)));
  return new Map(named.map(({ variable }, index) => [variable, files[index]!]));
}
