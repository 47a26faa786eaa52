import type { TextFile } from '../../../lib/files/read-text.js';
import type { FileWrite } from '../../../lib/files/write-files.js';
import { type OpenClawConfig, readConfig } from '../../files/config.js';
import { backupWith, type History } from '../history.js';
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
export type OldTexts = ReadonlyMap<string, string | null>;

export function textsBefore(runs: readonly Run[], { backups }: History): OldTexts {
  const texts = new Map<string, string | null>();
  const seen = new Set<string>();
  for (const { path, before } of runs.flatMap(({ files }) => files)) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (before === null) texts.set(path, null);
    else {
      const backup = backupWith(backups.get(path), before);
      if (backup) texts.set(path, backup.text);
    }
  }
  return texts;
}

/** The config as it was; undefined where that is not known any more. */
export async function configBefore(
  runs: readonly Run[],
  old: OldTexts,
  { path, parts }: OpenClawConfig,
): Promise<Record<string, unknown> | undefined> {
  const touched = runs.flatMap(({ files }) => files.map((file) => file.path));
  const isConfig = (file: string) => file === path || parts.some((part) => part.path === file);
  if (!touched.some(isConfig) || touched.some((file) => isConfig(file) && !old.has(file))) return undefined;
  const now = new Map(parts.map((part) => [part.path, part.file]));
  const before = await readConfig(path, async (file) => readFrom(old, now, file));
  if (before.value) return before.value;
  const nothing = ['config-missing', 'config-empty'];
  return nothing.includes(before.problem?.cause ?? '') ? {} : undefined;
}

function readFrom(old: OldTexts, now: ReadonlyMap<string, TextFile>, path: string): TextFile {
  const text = old.get(path);
  if (text === undefined)
    return now.get(path) ?? { kind: 'missing', path, detail: 'it is no part of the config' };
  if (text === null) return { kind: 'missing', path, detail: 'there was no such file' };
  return { kind: 'file', path, realPath: path, text, mode: 0o600, size: Buffer.byteLength(text) };
}

/**
 * The writes that give back every byte: possible when nothing but these runs changed the files, no run was about another
 * block, and the backups are there. undefined: it is not.
 */
export function exactWrites(
  runs: readonly Run[],
  providerId: string,
  old: OldTexts,
  { files }: History,
): FileWrite[] | undefined {
  if (!runs.length || runs.some((run) => run.providerId !== providerId)) return undefined;
  const last = new Map<string, string | null>();
  for (const { path, before, after } of runs.flatMap(({ files }) => files)) {
    if (last.has(path) && last.get(path) !== before) return undefined;
    last.set(path, after);
  }
  const writes: FileWrite[] = [];
  for (const [path, print] of last) {
    const file = files.get(path);
    const before = file?.kind === 'file' ? file.text : null;
    const after = old.get(path);
    if (fingerprint(before) !== print || after === undefined) return undefined;
    writes.push(
      after === null ? { path, before, after: '', remove: true } : { path, before, after, mode: 0o600 },
    );
  }
  // The config before the `.env`, the other way round than they were written.
  return writes.toReversed();
}
