/** `openclaw/machine/`: what is installed and running. */

import { tmpdir } from 'node:os';
import { type OpenDatabase, sqliteOpener } from '../../lib/sqlite.js';
import { type RunCommand, runCommand } from './run-command.js';

export interface Address {
  address: string;
  family: number;
}

/** What checks read from this machine besides the user's files; injectable for tests. */
export interface Machine {
  clock(): Date;
  /** `/proc`; does not exist on other systems than Linux. */
  processes: string;
  /** For temporary files. */
  tempFolder: string;
  /** The user's ID; undefined on Windows. */
  uid?: number;
  isRunning(pid: number): boolean;
  /** All addresses of a host. */
  resolve(host: string): Promise<Address[]>;
  /** undefined if this Node has no SQLite. */
  openDatabase(): OpenDatabase | undefined;
  /** Runs a program of this machine. */
  run: RunCommand;
}

export const thisMachine: Machine = {
  clock: () => new Date(),
  processes: '/proc',
  tempFolder: tmpdir(),
  uid: process.getuid?.(),
  isRunning: (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  },
  resolve: async (host) => (await import('node:dns/promises')).lookup(host, { all: true }),
  openDatabase: sqliteOpener,
  run: runCommand,
};
