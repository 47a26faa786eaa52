/** `sandbox/data/`: what outlives the sandbox: logs, and what the management API has changed, in one SQLite file. */

import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Connection, loadSqlite } from '../../lib/sqlite.js';
import type { LogStore } from '../logs/log-store.js';
import type { GatewayStore } from '../state/kept-gateways.js';
import { GATEWAYS_TABLE, sqliteGateways } from './sqlite-gateways.js';
import { LOGS_TABLE, SqliteLogStore } from './sqlite-logs.js';

/** The file cannot be used; the message says why. */
export class DataFileError extends Error {
  override name = 'DataFileError';
}

/** 1: logs. 2: gateways too. An older file gets the tables that it lacks. */
const VERSION = 2;
const SCHEMA = `${LOGS_TABLE} ${GATEWAYS_TABLE} PRAGMA user_version = ${VERSION};`;

/** What the sandbox takes as options. */
export interface DataFile {
  logs: LogStore;
  gateways: GatewayStore;
}

/** Opens or creates an SQLite file. Throws DataFileError. */
export function openDataFile(path: string): DataFile {
  const sqlite = loadSqlite();
  if (!sqlite)
    throw new DataFileError(
      `this is Node ${process.versions.node}; keeping data in a file needs Node 22.13 or newer, which has SQLite`,
    );
  let database: Connection | undefined;
  try {
    // Opening a pipe could block forever, and the mode of a device is for all programs.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is not a file');
    // Prompts and keys are private.
    closeSync(openSync(path, 'a', 0o600));
    // By itself SQLite takes `:memory:` and `file:…` for something else.
    database = new sqlite.DatabaseSync(resolve(path));
    // Another sandbox may use the same file.
    database.exec('PRAGMA busy_timeout = 5000;');
    checkOwner(database);
    chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec(SCHEMA);
    return { logs: new SqliteLogStore(database), gateways: sqliteGateways(database) };
  } catch (error) {
    database?.close();
    throw new DataFileError(`cannot keep data in ${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Throws when it is not a file of the sandbox, or that of a newer one. */
function checkOwner(database: Connection): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > VERSION) throw new Error('it was written by a newer version of cf-aig');
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const isForeign = version === 0 ? tables.length > 0 : !tables.some(({ name }) => name === 'logs');
  if (isForeign) throw new Error('it is the database of another program');
}
