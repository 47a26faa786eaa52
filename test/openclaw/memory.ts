import { CLOUDFLARE } from '../../src/gateway/address/origins.js';
import type { TextFile } from '../../src/lib/files/read-text.js';
import type { FileWrite } from '../../src/lib/files/write-files.js';
import type { Setup } from '../../src/openclaw/blocks/recipes.js';
import { readConfig } from '../../src/openclaw/files/config.js';
import { locate } from '../../src/openclaw/files/locate.js';
import { loadEnvironment } from '../../src/openclaw/secrets/environment.js';
import {
  type Invocation,
  type ReadEffects,
  readSnapshot,
  type Snapshot,
} from '../../src/openclaw/snapshot.js';

export const ACCOUNT = '0123456789abcdef0123456789abcdef';
export const TOKEN = 'cfut_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake00000000';
export const KEY = 'sk-fake-provider-key-000000000000';
export const GATEWAY_URL = `https://gateway.ai.cloudflare.com/v1/${ACCOUNT}/my-gateway`;
export const CONFIG = '/home/u/.openclaw/openclaw.json';
export const ENV = '/home/u/.openclaw/.env';

/** What `init` gathers; a recipe with stored keys does not use the provider key. */
export const SETUP: Setup = {
  accountId: ACCOUNT,
  gateway: 'my-gateway',
  recipe: 'compat',
  payment: 'stored',
  provider: 'openai',
  models: [{ id: 'openai/gpt-4o-mini' }],
  token: TOKEN,
  providerKey: KEY,
};

/** Where cf-aig is started. */
const INVOCATION = {
  homedir: '/home/u',
  cwd: '/work',
  platform: 'linux',
  nodeVersion: '20.18.1',
} as const;

/** A home with its files in memory. */
export class Home {
  readonly files: Map<string, string>;
  readonly env: NodeJS.ProcessEnv;

  constructor(files: Record<string, string> = {}, env: NodeJS.ProcessEnv = {}) {
    this.files = new Map(Object.entries(files));
    this.env = { HOME: '/home/u', ...env };
  }

  readonly read = async (path: string): Promise<TextFile> => {
    const text = this.files.get(path);
    return text === undefined
      ? { kind: 'missing', path, detail: 'no such file' }
      : { kind: 'file', path, realPath: path, text, mode: 0o600, size: text.length };
  };

  readonly effects: ReadEffects = {
    readText: this.read,
    exists: (file) => this.files.has(file),
    openDatabase: () => undefined,
  };

  get invocation(): Invocation {
    return { ...INVOCATION, env: this.env };
  }

  snapshot(): Promise<Snapshot> {
    return readSnapshot(this.invocation, this.effects);
  }

  async current() {
    const place = locate({ ...this.invocation, exists: this.effects.exists });
    const config = await readConfig(place.configPath, this.read);
    const environment = await loadEnvironment(place, this.env, config.value, this.read);
    return { place, config, environment, envFile: await this.read(place.envPath), origins: CLOUDFLARE };
  }

  /** Applies writes; returns the files that changed. */
  write(writes: readonly FileWrite[]): string[] {
    const changed = writes.filter(({ before, after }) => before !== after);
    for (const { path, after } of changed) this.files.set(path, after);
    return changed.map(({ path }) => path);
  }
}
