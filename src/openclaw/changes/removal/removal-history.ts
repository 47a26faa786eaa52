import type { TextFile } from '../../../lib/files/read-text.js';
import type { FileWrite } from '../../../lib/files/write-files.js';
import { type OpenClawConfig, readConfig } from '../../files/config.js';
import { findBackup, type History } from '../history.js';
import { isInterrupted } from '../interrupted-run.js';
import { fingerprint, type Journal, type Run } from '../journal.js';

export const REMOVE_COMMAND = 'init --remove';

/** The runs since the block was last removed, starting with the first one that changed it. */
export function runsSince(runs: readonly Run[], providerId: string): Run[] {
  const concerns = (run: Run) =>
    run.providerId === providerId || (run.fallbackBlocks ?? []).includes(providerId);
  const removal = runs.findLastIndex((run) => run.command === REMOVE_COMMAND && concerns(run));
  const first = runs.findIndex((run, index) => index > removal && concerns(run));
  return first < 0 ? [] : runs.slice(first);
}

/** The runs as if they had not changed this file. */
export function withoutFile(runs: readonly Run[], path: string): Run[] {
  return runs
    .map((run) => ({ ...run, files: run.files.filter((file) => file.path !== path) }))
    .filter(({ files }) => files.length > 0);
}

/** The runs without a removal at the end that was interrupted: a file is still as it was before, so it is not over. */
export function finishedRuns(runs: readonly Run[], { files }: History): readonly Run[] {
  const last = runs.at(-1);
  const prints = new Map(
    last?.files.map(({ path }) => {
      const file = files.get(path);
      return [path, fingerprint(file?.kind === 'file' ? file.text : null)];
    }),
  );
  return last?.command === REMOVE_COMMAND && isInterrupted(last, prints) ? runs.slice(0, -1) : runs;
}

/** The block that init added last and that was not removed, or not completely; undefined if there is none. */
export function latestProvider(journal: Journal, history: History): string | undefined {
  const runs = finishedRuns(journal.runs, history);
  const interrupted = journal.runs.at(runs.length);
  if (interrupted) return interrupted.providerId;
  return runs.findLast(({ providerId }) => providerId !== undefined && runsSince(runs, providerId).length > 0)
    ?.providerId;
}

/** The blocks for fallbacks that came with a block and have not been removed since. */
export function fallbackBlocksOf(runs: readonly Run[], providerId: string): string[] {
  const ids = runsSince(runs, providerId).flatMap((run) =>
    run.providerId === providerId ? (run.fallbackBlocks ?? []) : [],
  );
  const isLeft = (id: string) =>
    runsSince(runs, id).some(({ fallbackBlocks = [] }) => fallbackBlocks.includes(id));
  return [...new Set(ids)].filter(isLeft);
}

/** File contents before some runs: null if there was no file; missing if no backup has the content any more. */
export type OldTexts = ReadonlyMap<string, string | null>;

export function textsBefore(runs: readonly Run[], { backups }: History): OldTexts {
  const texts = new Map<string, string | null>();
  const visited = new Set<string>();
  for (const { path, before } of runs.flatMap(({ files }) => files)) {
    if (visited.has(path)) continue;
    visited.add(path);
    if (before === null) texts.set(path, null);
    else {
      const backup = findBackup(backups.get(path), before);
      if (backup) texts.set(path, backup.text);
    }
  }
  return texts;
}

/** The config before the runs; undefined if it is no longer known. */
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
  const empty = ['config-missing', 'config-empty'];
  return empty.includes(before.problem?.cause ?? '') ? {} : undefined;
}

function readFrom(old: OldTexts, now: ReadonlyMap<string, TextFile>, path: string): TextFile {
  const text = old.get(path);
  if (text === undefined)
    return now.get(path) ?? { kind: 'missing', path, detail: 'it is not part of the config' };
  if (text === null) return { kind: 'missing', path, detail: 'there was no such file' };
  return { kind: 'file', path, realPath: path, text, mode: 0o600, size: Buffer.byteLength(text) };
}

/**
 * The writes that restore every byte. Undefined if that is not possible: something else changed the files, a run changed
 * another block, or a backup is gone.
 */
export function exactWrites(
  runs: readonly Run[],
  providerIds: readonly string[],
  old: OldTexts,
  { files }: History,
): FileWrite[] | undefined {
  const isRemoved = (id: string | undefined) => id !== undefined && providerIds.includes(id);
  const isWhole = ({ providerId, fallbackBlocks = [] }: Run) =>
    isRemoved(providerId) && fallbackBlocks.every(isRemoved);
  if (!runs.length || !runs.every(isWhole)) return undefined;
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
    if (after === undefined) return undefined;
    // An interrupted run restored it already.
    if (before === after) continue;
    if (fingerprint(before) !== print) return undefined;
    writes.push(
      after === null ? { path, before, after: '', remove: true } : { path, before, after, mode: 0o600 },
    );
  }
  // The config before the `.env`: the reverse of the order of writing.
  return writes.toReversed();
}
