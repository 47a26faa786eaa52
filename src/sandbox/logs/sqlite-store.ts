import { closeSync, openSync } from 'node:fs';
import { type Connection, loadSqlite } from '../../lib/sqlite.js';
import type { LogRow, Payload } from './log-row.js';
import type { LogStore } from './log-store.js';

/** The file cannot be used; the message says why. */
export class LogFileError extends Error {
  override name = 'LogFileError';
}

const VERSION = 1;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS logs (
    number INTEGER PRIMARY KEY,
    gateway TEXT NOT NULL,
    id TEXT NOT NULL,
    row TEXT NOT NULL,
    request TEXT,
    response TEXT,
    UNIQUE (gateway, id)
  );
  CREATE INDEX IF NOT EXISTS newest ON logs (gateway, number DESC);
  PRAGMA user_version = ${VERSION};
`;

/** Opens or creates an SQLite file for the logs. Throws LogFileError. */
export function openLogFile(path: string): LogStore {
  const sqlite = loadSqlite();
  if (!sqlite)
    throw new LogFileError(
      `this is Node ${process.versions.node}; keeping logs in a file needs Node 22.13 or newer, which has SQLite`,
    );
  try {
    // Prompts are private.
    closeSync(openSync(path, 'a', 0o600));
    const database = new sqlite.DatabaseSync(path);
    // Another sandbox may use the same file.
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (version > VERSION) throw new Error(`it was written by a newer version of cf-aig`);
    const foreign = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    if (version === 0 && foreign.length > 0) throw new Error('it is the database of another program');
    database.exec(SCHEMA);
    return new SqliteLogStore(database);
  } catch (error) {
    throw new LogFileError(`cannot keep logs in ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

class SqliteLogStore implements LogStore {
  readonly #database: Connection;
  #open = true;

  constructor(database: Connection) {
    this.#database = database;
  }

  add(gateway: string, row: LogRow, payload: Payload | undefined): void {
    // A stream may outlive the sandbox.
    if (!this.#open) return;
    this.#database
      .prepare('INSERT OR REPLACE INTO logs (gateway, id, row, request, response) VALUES (?, ?, ?, ?, ?)')
      .run(gateway, row.id, JSON.stringify(row), payload?.request ?? null, payload?.response ?? null);
  }

  *rows(gateway: string): Iterable<LogRow> {
    const found = this.#database.prepare('SELECT row FROM logs WHERE gateway = ? ORDER BY number DESC');
    for (const { row } of found.iterate(gateway)) yield JSON.parse(String(row));
  }

  row(gateway: string, id: string): LogRow | undefined {
    const found = this.#database
      .prepare('SELECT row FROM logs WHERE gateway = ? AND id = ?')
      .get(gateway, id);
    return found && JSON.parse(String(found.row));
  }

  payload(gateway: string, id: string): Payload | undefined {
    const found = this.#database
      .prepare('SELECT request, response FROM logs WHERE gateway = ? AND id = ? AND request IS NOT NULL')
      .get(gateway, id);
    return found && { request: String(found.request), response: String(found.response) };
  }

  replace(gateway: string, row: LogRow): void {
    this.#database
      .prepare('UPDATE logs SET row = ? WHERE gateway = ? AND id = ?')
      .run(JSON.stringify(row), gateway, row.id);
  }

  remove(gateway: string, ids: readonly string[]): void {
    const remove = this.#database.prepare('DELETE FROM logs WHERE gateway = ? AND id = ?');
    this.#database.exec('BEGIN');
    for (const id of ids) remove.run(gateway, id);
    this.#database.exec('COMMIT');
  }

  close(): void {
    if (this.#open) this.#database.close();
    this.#open = false;
  }
}
