import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readTextFile, type TextFile } from '../lib/files/read-text.js';
import { locate } from './files/locate.js';
import { type AuthStore, authDatabases, readAuthStore } from './machine/auth-store.js';
import { findGateway, type RunningGateway } from './machine/gateway-process.js';
import { isTrackedByGit } from './machine/git.js';
import { findServices, type ServiceFile } from './machine/service-files.js';
import type { Machine } from './machine/this-machine.js';
import { type Environment, environmentOf, loadEnvironment } from './secrets/environment.js';
import type { Snapshot } from './snapshot.js';

/** What surrounds the setup on this machine: plain data, read once. */
export interface Surroundings {
  now: Date;
  /** OpenClaw's gateway that serves this config. */
  gateway?: GatewayView;
  services: readonly ServiceFile[];
  authStores: AuthStores;
  /** Files of certificates, by the variable that names them. */
  certificates: ReadonlyMap<string, TextFile>;
  /** Git tracks the `.env`. */
  envIsTracked: boolean;
}

export interface GatewayView extends RunningGateway {
  /** The variables that it has; undefined: this system does not show a process's variables. */
  held?: Environment;
  /** When each `.env` file was changed last. */
  changedAt: ReadonlyMap<string, Date>;
}

/** What OpenClaw keeps about credentials beside the config. */
export type AuthStores =
  | { kind: 'none' }
  | { kind: 'node-too-old' }
  | { kind: 'unreadable' }
  | { kind: 'read'; stores: readonly AuthStore[] };

/** Variables that name a file of certificates. */
const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** Looks around on the machine. Never throws for what is there. */
export async function readSurroundings(snapshot: Snapshot, machine: Machine): Promise<Surroundings> {
  const { place, envFile, where } = snapshot;
  const [gateway, services, authStores, certificates, envIsTracked] = await Promise.all([
    readGateway(snapshot, machine),
    findServices(place),
    readAuthStores(place.stateDir, machine),
    readCertificates(where.env),
    envFile.kind === 'file' && isTrackedByGit(envFile.realPath, where.env),
  ]);
  return { now: machine.clock(), gateway, services, authStores, certificates, envIsTracked };
}

/** undefined: none runs that serves this config. */
export async function readGateway(snapshot: Snapshot, machine: Machine): Promise<GatewayView | undefined> {
  const { place, environment } = snapshot;
  const gateway = await findGateway(place, machine);
  if (!gateway) return undefined;
  const [held, changedAt] = await Promise.all([
    heldBy(gateway, snapshot),
    timesOf(environment.files.map(({ path }) => path)),
  ]);
  return { ...gateway, held, changedAt };
}

async function heldBy(
  { holds, startedWith, cwd }: RunningGateway,
  { where, place, config }: Snapshot,
): Promise<Environment | undefined> {
  if (holds) return environmentOf(holds);
  if (!startedWith) return undefined;
  const { homedir, profile } = where;
  const own = locate({
    env: startedWith,
    homedir,
    cwd: cwd ?? place.stateDir,
    profile,
    exists: existsSync,
  });
  return loadEnvironment(own, startedWith, config.value);
}

async function timesOf(files: readonly string[]): Promise<Map<string, Date>> {
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtime }) => [[file, mtime] as const],
        () => [],
      ),
    ),
  );
  return new Map(times.flat());
}

async function readAuthStores(stateDir: string, machine: Machine): Promise<AuthStores> {
  const files = await authDatabases(stateDir);
  if (!files.length) return { kind: 'none' };
  const open = machine.openDatabase();
  if (!open) return { kind: 'node-too-old' };
  const stores = files.map((file) => readAuthStore(open, file)).filter((store) => store !== undefined);
  return stores.length ? { kind: 'read', stores } : { kind: 'unreadable' };
}

async function readCertificates(env: NodeJS.ProcessEnv): Promise<Map<string, TextFile>> {
  const named = CERTIFICATE_VARIABLES.flatMap((variable) => {
    const path = env[variable]?.trim();
    return path ? [{ variable, path }] : [];
  });
  const files = await Promise.all(named.map(({ path }) => readTextFile(path)));
  return new Map(named.map(({ variable }, index) => [variable, files[index]!]));
}
