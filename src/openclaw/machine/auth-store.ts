import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Database, OpenDatabase } from '../../lib/sqlite.js';

/** What OpenClaw keeps about credentials beside the config; never the credentials themselves. */
export interface AuthStore {
  /** The database. */
  file: string;
  profiles: StoredProfile[];
  pauses: Pause[];
}

interface StoredProfile {
  /** `cloudflare-ai-gateway:manual` */
  id: string;
  provider: string;
  /** `api_key`, `token`, `oauth` */
  type: string;
  /** The variable it refers to, when it holds a reference instead of a key. */
  variable?: string;
}

/** A key that OpenClaw does not use for a while, after a failure. */
export interface Pause {
  /** A profile's id, or `inline-api-key:<provider>` for the key in the config. */
  id: string;
  /** Milliseconds since 1970 */
  until: number;
  /** `auth`, `billing`, `rate_limit`, ... */
  reason?: string;
}

/** The databases of OpenClaw 2026.9.6 that hold credentials, as far as they exist: one for all agents, one for each. */
export async function authDatabases(stateDir: string): Promise<string[]> {
  const agents = path.join(stateDir, 'agents');
  const names = await readdir(agents).catch(() => []);
  const places = [
    path.join(stateDir, 'state', 'openclaw.sqlite'),
    ...names.map((name) => path.join(agents, name, 'agent', 'openclaw-agent.sqlite')),
  ];
  const there = await Promise.all(places.map(isFile));
  return places.filter((_, index) => there[index]);
}

/** undefined: it could not be read (locked, damaged, of another form). */
export function readAuthStore(open: OpenDatabase, file: string): AuthStore | undefined {
  let database: Database | undefined;
  try {
    database = open(file);
    const [store, state] = documentsIn(database);
    return { file, profiles: profilesIn(database, store), pauses: pausesIn(database, state) };
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

/** The two JSON documents, each as a select: who has a credential, and how it fared. */
function documentsIn(database: Database): [store: string, state: string] {
  const tables = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name);
  if (tables.includes('auth_profile_store')) {
    return [
      'SELECT store_json AS document FROM auth_profile_store',
      'SELECT state_json AS document FROM auth_profile_state',
    ];
  }
  const shared = (key: string) =>
    `SELECT value_json AS document FROM config_machine_state WHERE state_key = '${key}'`;
  return [shared('authProfiles.store'), shared('authProfiles.state')];
}

/** SQLite picks the fields, so that no key ever comes into this process's hands. */
function profilesIn(database: Database, store: string): StoredProfile[] {
  const rows = database.rows(
    `SELECT p.key AS id, json_extract(p.value, '$.provider') AS provider, json_extract(p.value, '$.type') AS type,
      coalesce(json_extract(p.value, '$.keyRef.id'), json_extract(p.value, '$.tokenRef.id')) AS variable
    FROM (${store}), json_each(document, '$.profiles') AS p`,
  );
  return rows.map(({ id, provider, type, variable }) => ({
    id: String(id),
    provider: String(provider),
    type: String(type),
    variable: typeof variable === 'string' ? variable : undefined,
  }));
}

function pausesIn(database: Database, state: string): Pause[] {
  const rows = database.rows(
    `SELECT u.key AS id,
      max(coalesce(json_extract(u.value, '$.cooldownUntil'), 0), coalesce(json_extract(u.value, '$.disabledUntil'), 0),
        coalesce(json_extract(u.value, '$.blockedUntil'), 0)) AS until,
      coalesce(json_extract(u.value, '$.disabledReason'), json_extract(u.value, '$.cooldownReason'),
        json_extract(u.value, '$.blockedReason')) AS reason
    FROM (${state}), json_each(document, '$.usageStats') AS u`,
  );
  return rows.map(({ id, until, reason }) => ({
    id: String(id),
    until: Number(until),
    reason: typeof reason === 'string' ? reason : undefined,
  }));
}

function isFile(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isFile(),
    () => false,
  );
}
