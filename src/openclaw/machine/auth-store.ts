import path from 'node:path';
import { isRecord, jsonObject } from '../../lib/json.js';
import { isFile, namesIn } from '../../lib/look.js';
import type { Database, OpenDatabase } from '../../lib/sqlite.js';
import type { ReadText } from '../files/includes.js';

/** OpenClaw's stored credentials, without the secrets. */
export interface AuthStore {
  /** Path of the database, or of the JSON file of an older version. */
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
  /** The variable, if it has a reference instead of a key. */
  variable?: string;
}

/** A key that OpenClaw temporarily does not use, after a failure. */
export interface Pause {
  /** A profile id, or `inline-api-key:<provider>` for the key in the config. */
  id: string;
  /** Milliseconds since the epoch */
  until: number;
  /** `auth`, `billing`, `rate_limit`, ... */
  reason?: string;
}

/** The existing databases of OpenClaw 2026.9.6 with credentials: a shared one, and one per agent. */
export function authDatabases(stateDir: string): string[] {
  const agents = path.join(stateDir, 'agents');
  const names = namesIn(agents);
  const places = [
    path.join(stateDir, 'state', 'openclaw.sqlite'),
    ...names.map((name) => path.join(agents, name, 'agent', 'openclaw-agent.sqlite')),
  ];
  return places.filter(isFile);
}

/** The existing files with credentials of versions before 2026.6. */
export function authFiles(stateDir: string): string[] {
  const agents = path.join(stateDir, 'agents');
  const names = namesIn(agents);
  const places = [
    path.join(stateDir, 'agent', 'auth-profiles.json'),
    ...names.map((name) => path.join(agents, name, 'agent', 'auth-profiles.json')),
  ];
  return places.filter(isFile);
}

/** Keeps nothing of a key. undefined if it is not such a file. */
export async function readAuthFile(file: string, readText: ReadText): Promise<AuthStore | undefined> {
  const read = await readText(file);
  const document = read.kind === 'file' ? jsonObject(read.text) : undefined;
  if (!isRecord(document?.profiles)) return undefined;
  const profiles = Object.entries(document.profiles).flatMap(([id, value]): StoredProfile[] => {
    if (!isRecord(value) || typeof value.provider !== 'string') return [];
    const reference = [value.keyRef, value.tokenRef].find(isRecord);
    const variable = reference?.source === 'env' ? reference.id : undefined;
    return [
      {
        id,
        provider: value.provider,
        type: String(value.type),
        variable: typeof variable === 'string' ? variable : undefined,
      },
    ];
  });
  return { file, profiles, pauses: pausesOf(document.usageStats) };
}

function pausesOf(stats: unknown): Pause[] {
  return Object.entries(isRecord(stats) ? stats : {}).flatMap(([id, value]): Pause[] => {
    if (!isRecord(value)) return [];
    const times = [value.cooldownUntil, value.disabledUntil, value.blockedUntil].map((time) =>
      Number(time ?? 0),
    );
    const reason = value.disabledReason ?? value.cooldownReason ?? value.blockedReason;
    return [{ id, until: Math.max(...times), reason: typeof reason === 'string' ? reason : undefined }];
  });
}

/** undefined if it cannot be read: locked, damaged, or with another schema. */
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

/** A SELECT for each of the two JSON documents: the credentials, and their state. */
function documentsIn(database: Database): [store: string, state: string] {
  const tables = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name);
  if (tables.includes('auth_profile_store')) {
    return [
      'SELECT store_json AS document FROM auth_profile_store',
      'SELECT state_json AS document FROM auth_profile_state',
    ];
  }
  if (tables.includes('auth_profile_stores')) {
    return [
      'SELECT store_json AS document FROM auth_profile_stores',
      'SELECT state_json AS document FROM auth_profile_state',
    ];
  }
  const shared = (key: string) =>
    `SELECT value_json AS document FROM config_machine_state WHERE state_key = '${key}'`;
  return [shared('authProfiles.store'), shared('authProfiles.state')];
}

/** SQLite extracts the fields, so that no key is ever loaded into this process. */
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
