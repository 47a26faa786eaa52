import { readRegularFile } from '../../lib/files/read-text.js';
import { isRecord } from '../../lib/json.js';
import type { OpenDatabase } from '../../lib/sqlite.js';
import { escapeRegExp } from '../../lib/text/escape-reg-exp.js';
import type { ReadText } from '../files/includes.js';
import { recordAt } from '../files/tree.js';
import { type AuthStore, authDatabases, authFiles, readAuthFile, readAuthStore } from './auth-store.js';

/** A credential that OpenClaw keeps for a provider, and that cf-aig does not read. */
export interface HeldCredential {
  provider: string;
  /** `cloudflare-ai-gateway:default`; undefined if it cannot be read with this Node. */
  id?: string;
  /** `api_key`, `token`, `oauth` */
  type?: string;
  /** The variable, if OpenClaw has a reference instead of a key. */
  variable?: string;
  /** The file that says so. */
  file: string;
  /** It was seen where OpenClaw keeps it; otherwise the config only says that there is one. */
  isStored: boolean;
}

/** A larger database is not searched. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * What OpenClaw keeps for the providers: in its databases, in the files of older versions, and what the config says about
 * them. `open`: undefined if this Node cannot read databases; then their bytes are searched for the providers' ids.
 */
export async function findHeldCredentials(
  o: { stateDir: string; configPath: string; config: unknown; readText: ReadText; open?: OpenDatabase },
  providers: readonly string[],
): Promise<HeldCredential[]> {
  const wanted = new Set(providers.map((id) => id.toLowerCase()));
  const [files, databases] = [authFiles(o.stateDir), authDatabases(o.stateDir)];
  const texts = await Promise.all(files.map((file) => readAuthFile(file, o.readText)));
  const read = databases.map((file) => o.open && readAuthStore(o.open, file));
  const traces = await Promise.all(
    databases.map(async (file, index) => (read[index] ? [] : findTraces(file, providers))),
  );
  return [
    ...[...texts, ...read].flatMap((store) => (store ? profilesOf(store) : [])),
    ...traces.flat(),
    ...configured(o.config, o.configPath),
  ].filter(({ provider }) => wanted.has(provider.toLowerCase()));
}

function profilesOf({ file, profiles }: AuthStore): HeldCredential[] {
  return profiles.map((profile) => ({ ...profile, file, isStored: true }));
}

/** `auth.profiles` has no secrets. */
function configured(config: unknown, file: string): HeldCredential[] {
  return Object.entries(recordAt(config, ['auth', 'profiles']) ?? {}).flatMap(([id, value]) =>
    isRecord(value) && typeof value.provider === 'string'
      ? [{ provider: value.provider, id, type: textOf(value.mode), file, isStored: false }]
      : [],
  );
}

/** SQLite keeps text as it is, so a credential can be seen without it. Its key is not looked at. */
async function findTraces(file: string, providers: readonly string[]): Promise<HeldCredential[]> {
  const texts = await Promise.all([`${file}-wal`, file].map(readBytes));
  return providers.flatMap((provider): HeldCredential[] => {
    const form = new RegExp(
      `"type":"(api_key|token|oauth)","provider":"${escapeRegExp(provider)}"(?:,"(?:key|token)Ref":\\{"source":"env","provider":"[^"]*","id":"(\\w+)")?`,
    );
    const [, type, variable] = texts.map((text) => form.exec(text)).find(Boolean) ?? [];
    return type ? [{ provider, type, variable, file, isStored: true }] : [];
  });
}

/** '' if it does not exist. */
async function readBytes(file: string): Promise<string> {
  return (await readRegularFile(file, MAX_BYTES))?.toString('latin1') ?? '';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
