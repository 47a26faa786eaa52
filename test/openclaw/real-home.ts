import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import { readTextFile } from '../../src/lib/files/read-text.js';
import type { Setup } from '../../src/openclaw/blocks/recipes.js';
import { readHistory } from '../../src/openclaw/changes/history.js';
import { readJournal } from '../../src/openclaw/changes/journal.js';
import { planRemoval } from '../../src/openclaw/changes/removal/removal-plan.js';
import { type Plan, planSetup } from '../../src/openclaw/changes/setup-plan.js';
import { planUndo, type Undo } from '../../src/openclaw/changes/undo-plan.js';
import { writePlan, writeUndo } from '../../src/openclaw/changes/write-plan.js';
import { readConfig } from '../../src/openclaw/files/config.js';
import { locate } from '../../src/openclaw/files/locate.js';
import { makeTempFolder } from '../temp-folder.js';
import { SETUP } from './memory.js';

/** A home on disk, with backups and journal, and init's changes to it. */
export class RealHome {
  readonly path = makeTempFolder('');
  readonly state = join(this.path, '.openclaw');
  readonly config = join(this.state, 'openclaw.json');
  readonly env = join(this.state, '.env');

  write(file: string, text: string | null): void {
    if (text === null) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(file: string): string {
    return readFileSync(file, 'utf8');
  }

  /** OpenClaw's files, without backups and journal. */
  contents(): Record<string, string> {
    const files = readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.cf-aig.'))
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(files.sort().map((file) => [relative(this.state, file), this.read(file)]));
  }

  async current() {
    const place = locate({
      env: { HOME: this.path },
      homedir: this.path,
      cwd: this.path,
      exists: existsSync,
    });
    return {
      place,
      config: await readConfig(place.configPath),
      envFile: await readTextFile(place.envPath),
      origins: CLOUDFLARE,
      journal: await readJournal(place.configPath),
      skill: await readTextFile(place.skillPath),
    };
  }

  async setUp(setup: Partial<Setup> = {}): Promise<Plan> {
    const plan = planSetup({ ...SETUP, ...setup }, await this.current());
    await writePlan(plan, 'init');
    return plan;
  }

  async takeOut(providerId = 'cloudflare-ai-gateway'): Promise<Plan | undefined> {
    const current = await this.current();
    const plan = await planRemoval(providerId, current, await readHistory(current));
    if (plan) await writePlan(plan, 'init --remove');
    return plan;
  }

  async undo(): Promise<Undo | undefined> {
    const current = await this.current();
    const plan = planUndo(current.journal, await readHistory(current));
    if (plan && !plan.lost.length) await writeUndo(plan, current.place.configPath);
    return plan;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
