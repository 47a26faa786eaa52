import { backupPaths } from '../../lib/files/backup.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import type { OpenClawConfig } from '../files/config.js';
import type { ReadText } from '../files/includes.js';
import { fingerprint, type Journal } from './journal.js';

export type Backup = TextFile & { kind: 'file' };

/** The files that cf-aig writes, with their backups. */
export interface History {
  files: ReadonlyMap<string, TextFile>;
  /** Existing backups by file, newest first. */
  backups: ReadonlyMap<string, readonly Backup[]>;
}

/** Reads every file that cf-aig changed or could change, with its backups. */
export async function readHistory(
  {
    journal,
    config,
    envFile,
  }: { journal: Journal; config: Pick<OpenClawConfig, 'path' | 'includes'>; envFile: TextFile },
  read: ReadText = readTextFile,
): Promise<History> {
  const changed = journal.runs.flatMap(({ files }) => files.map(({ path }) => path));
  const paths = [...new Set([config.path, ...config.includes, envFile.path, ...changed])];
  const files = await Promise.all(paths.map(read));
  const backups = await Promise.all(paths.map((path) => readBackups(path, read)));
  return {
    files: new Map(paths.map((path, index) => [path, files[index]!])),
    backups: new Map(paths.map((path, index) => [path, backups[index]!])),
  };
}

export async function readBackups(file: string, read: ReadText = readTextFile): Promise<Backup[]> {
  const files = await Promise.all(backupPaths(file).map(read));
  return files.filter((backup) => backup.kind === 'file');
}

export function findBackup(backups: readonly Backup[] | undefined, print: string): Backup | undefined {
  return backups?.find(({ text }) => fingerprint(text) === print);
}
