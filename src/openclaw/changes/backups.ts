import { backupPaths } from '../../lib/files/backup.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import type { ReadText } from '../files/includes.js';
import { fingerprint } from './journal.js';

export type Kept = TextFile & { kind: 'file' };

/** The backups of a file that exist, the newest first. */
export async function backupsOf(file: string, read: ReadText = readTextFile): Promise<Kept[]> {
  const found = await Promise.all(backupPaths(file).map(read));
  return found.filter((one) => one.kind === 'file');
}

/** The backup of a file that holds the content with this fingerprint. */
export async function findBackup(
  file: string,
  print: string,
  read: ReadText = readTextFile,
): Promise<Kept | undefined> {
  return (await backupsOf(file, read)).find(({ text }) => fingerprint(text) === print);
}
