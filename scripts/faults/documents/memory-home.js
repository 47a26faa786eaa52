import { CLOUDFLARE } from '../../../src/gateway/address/origins.js';
import { backupPaths } from '../../../src/lib/files/backup.js';
import { readHistory } from '../../../src/openclaw/changes/history.js';
import { createRun, journalWrite, readJournal } from '../../../src/openclaw/changes/journal.js';
import { Home } from '../../../test/openclaw/memory.js';

/** @typedef {import('../../../src/openclaw/changes/setup-plan.js').Plan} Plan */
/** @typedef {import('../../../src/lib/files/write-files.js').FileWrite} FileWrite */

/** OpenClaw's files in memory, with backups and journal, changed as `writePlan` and `writeUndo` do it. */
export class MemoryHome extends Home {
  /** @override */
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

  /** @override @param {readonly FileWrite[]} writes */
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
    }
    const changed = super.write(writes);
    for (const { path, remove } of writes) if (remove) this.files.delete(path);
    return changed;
  }
}
