import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A database of another program, opened only to look at it. */
export interface Database {
  /** Throws when the statement does not fit the database. */
  rows(sql: string): Record<string, unknown>[];
  close(): void;
}

/** Throws when the file is no database, or cannot be opened. */
export type OpenDatabase = (path: string) => Database;

type Value = string | number | null;

/** A connection of Node's own SQLite, as far as it is used. */
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

/** Node's own SQLite (22.5 and newer); undefined where this Node has none. */
export function sqliteOpener(): OpenDatabase | undefined {
  const sqlite = loadSqlite();
  if (!sqlite) return undefined;
  return (path) => {
    const database = new sqlite.DatabaseSync(locationOf(path), { readOnly: true });
    return { rows: (sql) => database.prepare(sql).all(), close: () => database.close() };
  };
}

/** Unless a write-ahead log holds the newest of it, a database is read as it lies there: even a mere reader would leave
 * files of its own behind. */
function locationOf(path: string): string | URL {
  if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size) return path;
  const url = pathToFileURL(path);
  url.search = 'immutable=1';
  return url;
}

/** Undefined where this Node has none. The module announces on stderr that it is experimental; that is no concern of our
 * users. */
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
