import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { backupPaths } from '../../../src/lib/files/backup.js';
import { readHistory } from '../../../src/openclaw/changes/history.js';
import { createRun, journalWrite, readJournal } from '../../../src/openclaw/changes/journal.js';
import { readSnapshot } from '../../../src/openclaw/snapshot.js';

/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../../../src/lib/files/write-files.js').FileWrite} FileWrite */

export const CONFIG = '/home/u/.openclaw/openclaw.json';
export const ENV = '/home/u/.openclaw/.env';

/** OpenClaw's files in memory, with backups and journal, changed as `writePlan` and `writeUndo` do it. */
export class MemoryHome {
  /** @type {Map<string, string>} */
  files = new Map();

  /** @param {string} path @returns {Promise<import('../../../src/lib/files/read-text.js').TextFile>} */
  read = async (path) => {
    const text = this.files.get(path);
    if (text === undefined) return { kind: 'missing', path, detail: 'no such file' };
    return { kind: 'file', path, realPath: path, text, mode: 0o600, size: text.length };
  };

  /** @type {import('../../../src/openclaw/snapshot.js').ReadEffects} */
  disk = { readText: this.read, exists: (path) => this.files.has(path), openDatabase: () => undefined };

  snapshot() {
    const env = { HOME: '/home/u' };
    const nodeVersion = process.versions.node;
    return readSnapshot(
      { env, homedir: '/home/u', cwd: '/home/u', platform: 'linux', nodeVersion },
      this.disk,
    );
  }

  async current() {
    const snapshot = await this.snapshot();
    return { ...snapshot, origins: CLOUDFLARE };
  }

  /** @param {Awaited<ReturnType<MemoryHome['current']>>} current */
  history(current) {
    return readHistory(current, this.read);
  }

  /** @param {Plan} plan @param {string} command */
  async apply(plan, command) {
    const { providerId, fallbackBlocks, replacesPrimary } = plan;
    const run = createRun(
      {
        command,
        at: new Date(0).toISOString(),
        providerId,
        fallbackBlocks,
        primaryBefore: replacesPrimary?.from,
      },
      plan.writes,
      plan.place,
    );
    if (!run) return;
    const journal = await readJournal(plan.place.configPath, this.read);
    const write = journalWrite(journal, [...journal.runs, run]);
    if (write) this.write([write]);
    this.write(plan.writes);
  }

  /** @param {readonly FileWrite[]} writes */
  write(writes) {
    for (const { path, before, after, remove, backup } of writes) {
      if (before === after && !remove) continue;
      const [newest, ...older] = backupPaths(path);
      if (backup !== false && before !== null && newest !== undefined && this.files.get(newest) !== before) {
        // Only the newest few stay, as on disk.
        const texts = [newest, ...older].map((place) => this.files.get(place));
        for (const [index, place] of older.entries()) {
          const text = texts[index];
          if (text !== undefined) this.files.set(place, text);
        }
        this.files.set(newest, before);
      }
      if (remove) this.files.delete(path);
      else this.files.set(path, after);
    }
  }
}
