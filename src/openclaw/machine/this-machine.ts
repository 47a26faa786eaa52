import { type OpenDatabase, sqliteOpener } from '../../lib/sqlite.js';

export interface Address {
  address: string;
  family: number;
}

/** What checks look at on this machine beside the user's files; tests bring their own. */
export interface Machine {
  clock(): Date;
  /** Where Linux shows its processes; elsewhere nothing is there. */
  processes: string;
  /** The user's number; none on Windows. */
  uid?: number;
  isRunning(pid: number): boolean;
  /** Every address of a name. */
  resolve(host: string): Promise<Address[]>;
  /** undefined: this Node cannot read SQLite. */
  openDatabase(): OpenDatabase | undefined;
}

export const thisMachine: Machine = {
  clock: () => new Date(),
  processes: '/proc',
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
};
