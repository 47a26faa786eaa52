import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Another program's database, opened read-only. */
export interface Database {
  /** Throws if the statement does not match the schema. */
  rows(sql: string): Record<string, unknown>[];
  close(): void;
}

/** Throws if the file cannot be opened or is not a database. */
export type OpenDatabase = (path: string) => Database;

type Value = string | number | null;

/** The part of node:sqlite's DatabaseSync that is used. */
export interface Connection {
  exec(sql: string): void;
  prepare(sql: string): {
    all(...values: Value[]): Record<string, unknown>[];
    get(...values: Value[]): Record<string, unknown> | undefined;
    iterate(...values: Value[]): Iterable<Record<string, unknown>>;
    run(...values: Value[]): unknown;
  };
  close(): void;
}

interface SqliteModule {
  DatabaseSync: new (location: string | URL, options?: { readOnly: boolean }) => Connection;
}

/** Uses node:sqlite (Node 22.5 and newer); undefined if this Node does not have it. */
export function sqliteOpener(): OpenDatabase | undefined {
  const sqlite = loadSqlite();
  if (!sqlite) return undefined;
  return (path) => {
    const database = new sqlite.DatabaseSync(locationOf(path), { readOnly: true });
    return { rows: (sql) => database.prepare(sql).all(), close: () => database.close() };
  };
}

/** Opens the database as immutable unless it has a write-ahead log: even a read-only connection creates files. */
function locationOf(path: string): string | URL {
  if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size) return path;
  const url = pathToFileURL(path);
  url.search = 'immutable=1';
  return url;
}

/** undefined if this Node has no SQLite. Suppresses the warning that the module is experimental. */
export function loadSqlite(): SqliteModule | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    const found: object | undefined = process.getBuiltinModule('node:sqlite');
    return isSqlite(found) ? found : undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isSqlite(found: object | undefined): found is SqliteModule {
  return found !== undefined && 'DatabaseSync' in found;
}
