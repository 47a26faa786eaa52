import type { FileWrite } from '../../../lib/files/write-files.js';
import { type OpenClawConfig, readConfig } from '../../files/config.js';
import type { ReadText } from '../../files/includes.js';
import { findBackup } from '../backups.js';
import { fingerprint, type Run } from '../journal.js';

export const REMOVE_COMMAND = 'init --remove';

/** The runs since the block was last taken out, from the first one that was about it. */
export function runsSince(runs: readonly Run[], providerId: string): Run[] {
  const about = (run: Run) => run.providerId === providerId;
  const removal = runs.findLastIndex((run) => run.command === REMOVE_COMMAND && about(run));
  const first = runs.findIndex((run, index) => index > removal && about(run));
  return first < 0 ? [] : runs.slice(first);
}

/** Files as they were before some runs: null where there was none. What no backup holds any more is left out. */
export type Snapshot = Map<string, string | null>;

export async function snapshotBefore(runs: readonly Run[], read: ReadText): Promise<Snapshot> {
  const snapshot: Snapshot = new Map();
  const seen = new Set<string>();
  for (const { path, before } of runs.flatMap(({ files }) => files)) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (before === null) snapshot.set(path, null);
    else {
      const backup = await findBackup(path, before, read);
      if (backup) snapshot.set(path, backup.text);
    }
  }
  return snapshot;
}

/** The config as it was; undefined where that is not known any more. */
export async function configBefore(
  runs: readonly Run[],
  snapshot: Snapshot,
  { path, parts }: OpenClawConfig,
  read: ReadText,
): Promise<Record<string, unknown> | undefined> {
  const touched = runs.flatMap(({ files }) => files.map((file) => file.path));
  const isConfig = (file: string) => file === path || parts.some((part) => part.path === file);
  if (!touched.some(isConfig) || touched.some((file) => isConfig(file) && !snapshot.has(file)))
    return undefined;
  const before = await readConfig(path, (file) => readFrom(snapshot, file, read));
  if (before.value) return before.value;
  const nothing = ['config-missing', 'config-empty'];
  return nothing.includes(before.problem?.cause ?? '') ? {} : undefined;
}

async function readFrom(snapshot: Snapshot, path: string, read: ReadText): ReturnType<ReadText> {
  const text = snapshot.get(path);
  if (text === undefined) return read(path);
  if (text === null) return { kind: 'missing', path, detail: 'there was no such file' };
  return { kind: 'file', path, realPath: path, text, mode: 0o600, size: Buffer.byteLength(text) };
}

/**
 * The writes that give back every byte: possible when nobody but these runs touched the files, no run was about another
 * block, and the backups are there. undefined: it is not.
 */
export async function exactWrites(
  runs: readonly Run[],
  providerId: string,
  snapshot: Snapshot,
  read: ReadText,
): Promise<FileWrite[] | undefined> {
  if (!runs.length || runs.some((run) => run.providerId !== providerId)) return undefined;
  const last = new Map<string, string | null>();
  for (const { path, before, after } of runs.flatMap(({ files }) => files)) {
    if (last.has(path) && last.get(path) !== before) return undefined;
    last.set(path, after);
  }
  const writes: FileWrite[] = [];
  for (const [path, print] of last) {
    const file = await read(path);
    const before = file.kind === 'file' ? file.text : null;
    const after = snapshot.get(path);
    if (fingerprint(before) !== print || after === undefined) return undefined;
    writes.push(
      after === null ? { path, before, after: '', remove: true } : { path, before, after, mode: 0o600 },
    );
  }
  // The config before the `.env`, the other way round than they were written.
  return writes.toReversed();
}
