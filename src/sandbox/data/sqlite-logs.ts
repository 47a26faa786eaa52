import type { Connection } from '../../lib/sqlite.js';
import type { LogRow, Payload } from '../logs/log-row.js';
import type { LogStore } from '../logs/log-store.js';

export const LOGS_TABLE = `
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
`;

/** The logs in SQLite. Closing them closes the database. */
export class SqliteLogStore implements LogStore {
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
