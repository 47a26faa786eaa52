/** `openclaw/`: everything the user has, read once, and the block that is meant. */

import { existsSync } from 'node:fs';
import { type Origins, originsFrom } from '../gateway/address/origins.js';
import { readTextFile, type TextFile } from '../lib/files/read-text.js';
import { type OpenDatabase, sqliteOpener } from '../lib/sqlite.js';
import { findBlocks, type ProviderBlock } from './blocks/block.js';
import { type Journal, readJournal } from './changes/journal.js';
import type { ClientSetup } from './client-setup.js';
import { type OpenClawConfig, readConfig } from './files/config.js';
import type { ReadText } from './files/includes.js';
import { locate, type Place } from './files/locate.js';
import { findHeldCredentials, type HeldCredential } from './machine/held-credentials.js';
import { findInstallation, type Installation } from './machine/installation.js';
import { findPlugin } from './machine/plugin.js';
import { type Environment, loadEnvironment } from './secrets/environment.js';
import { fillTemplate, readApiKey } from './secrets/references.js';
import { distinctSecretsIn } from './secrets/secrets-in-text.js';

/** The process that OpenClaw would see, and the flags that locate its files. */
export interface Invocation {
  env: NodeJS.ProcessEnv;
  homedir: string;
  cwd: string;
  platform: NodeJS.Platform;
  nodeVersion: string;
  /** As in `openclaw --profile`. */
  profile?: string;
  /** `--config` */
  config?: string;
  /** `--env-file` */
  envFile?: string;
}

/** Everything that checks, plans and commands need to know about the user's setup, read once. Plain data. */
export interface Snapshot {
  invocation: Invocation;
  /** Not written yet. */
  isPlanned?: boolean;
  /** Another client than OpenClaw: there are no files and no blocks. */
  client?: ClientSetup;
  place: Place;
  /** With its includes. */
  config: OpenClawConfig;
  environment: Environment;
  /** The `.env` to write to. */
  envFile: TextFile;
  /** The provider blocks that use a gateway; Cloudflare's own id first. */
  blocks: readonly ProviderBlock[];
  origins: Origins;
  /** The `openclaw` on the PATH. */
  installation?: Installation;
  /** The folder of OpenClaw's own Cloudflare plugin, if it is installed. */
  plugin?: string;
  /** What OpenClaw keeps for the blocks whose key is not in the config. */
  held: readonly HeldCredential[];
  /** Changes that cf-aig has made. */
  journal: Journal;
  /** OpenClaw's skill for cf-aig. */
  skill: TextFile;
}

/** The disk; injectable for tests. */
export interface ReadEffects {
  readText: ReadText;
  exists(path: string): boolean;
  /** undefined if this Node cannot read databases. */
  openDatabase(): OpenDatabase | undefined;
}

export const DISK: ReadEffects = {
  readText: readTextFile,
  exists: existsSync,
  openDatabase: sqliteOpener,
};

/** The only reader of the user's files. Never throws for their content: problems are part of the snapshot. */
export async function readSnapshot(
  invocation: Invocation,
  { readText, exists, openDatabase }: ReadEffects = DISK,
): Promise<Snapshot> {
  const { env } = invocation;
  const place = locate({ ...invocation, exists });
  const origins = originsFrom(env);
  const [config, envFile, installation, journal, skill] = await Promise.all([
    readConfig(place.configPath, readText),
    readText(place.envPath),
    findInstallation(invocation),
    readJournal(place.configPath, readText),
    readText(place.skillPath),
  ]);
  const environment = await loadEnvironment(place, env, config.value, readText);
  const plugin = findPlugin(place.stateDir, installation?.folder);
  const blocks = findBlocks(config.value, origins, (text) => fillTemplate(text, environment));
  const keyless = blocks.filter(({ apiKey }) => mayBeHeld(apiKey, environment)).map(({ id }) => id);
  const held = keyless.length
    ? await findHeldCredentials(
        {
          stateDir: place.stateDir,
          configPath: place.configPath,
          config: config.value,
          readText,
          open: openDatabase(),
        },
        keyless,
      )
    : [];
  return {
    ...{ invocation, place, config, environment, envFile, blocks, origins },
    ...{ installation, plugin, held, journal, skill },
  };
}

/** Whether OpenClaw takes the key from its store: otherwise its databases need not be read. */
function mayBeHeld(apiKey: unknown, environment: Environment): boolean {
  const { form } = readApiKey(apiKey, environment);
  return form === 'missing' || (typeof apiKey === 'string' && apiKey.includes(':'));
}

/** The user's files, whether they are there or not; some of them twice. */
export function filesOf({ config, environment, envFile }: Snapshot): TextFile[] {
  return [config, ...config.parts, ...environment.files].map(({ file }) => file).concat(envFile);
}

/** The secrets in the files, to be redacted from all output. */
export function secretsOf(snapshot: Snapshot): string[] {
  const texts = filesOf(snapshot).flatMap((file) => (file.kind === 'file' ? file.text : []));
  return [...new Set(texts)].flatMap(distinctSecretsIn);
}
