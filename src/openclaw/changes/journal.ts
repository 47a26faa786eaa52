import { createHash } from 'node:crypto';
import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import { isRecord, jsonObject } from '../../lib/json.js';
import type { ReadText } from '../files/includes.js';
import type { Place } from '../files/locate.js';

/** One run of cf-aig that changed files. Holds no content: that is in the backups, found by its fingerprint. */
export interface Run {
  /** `init`, `doctor --fix`, ... */
  command: string;
  /** ISO 8601. */
  at: string;
  /** Provider id of the block that it was about. */
  providerId?: string;
  /** The primary model that it replaced. */
  primaryBefore?: string;
  /** In the order in which they were written. */
  files: FileChange[];
}

export interface FileChange {
  /** Absolute. */
  path: string;
  /** Fingerprints; null: there was no such file. */
  before: string | null;
  after: string | null;
  /** Names that the run added to a `.env`. */
  variables?: string[];
}

/** The runs that `undo` can take back, the last one last. */
export interface Journal {
  path: string;
  file: TextFile;
  runs: Run[];
}

/** More runs than there are backups of a file cannot be taken back anyway. */
const KEPT_RUNS = 50;
const VERSION = 1;

export function journalPath(configPath: string): string {
  return `${configPath}.cf-aig.journal`;
}

/** SHA-256 of a text, in hex; null for no file. */
export function fingerprint(text: string | null): string | null {
  return text === null ? null : createHash('sha256').update(text).digest('hex');
}

/** What cannot be read holds no runs: a broken journal must not keep anybody from anything. */
export async function readJournal(configPath: string, read: ReadText = readTextFile): Promise<Journal> {
  const path = journalPath(configPath);
  const file = await read(path);
  return { path, file, runs: file.kind === 'file' ? parseRuns(file.text) : [] };
}

/** The write that makes the journal hold these runs; undefined where there can be none, or nothing changes. */
export function journalWrite({ path, file }: Journal, runs: readonly Run[]): FileWrite | undefined {
  if (file.kind !== 'file' && file.kind !== 'missing') return undefined;
  const before = file.kind === 'file' ? file.text : null;
  const kept = runs.slice(-KEPT_RUNS);
  if (!kept.length)
    return before === null ? undefined : { path, before, after: '', remove: true, backup: false };
  const after = `${JSON.stringify({ version: VERSION, runs: kept }, null, 2)}\n`;
  return { path, before, after, mode: 0o600, dirMode: 0o700, backup: false };
}

/** The run that these writes are; undefined: they change nothing. */
export function runOf(
  about: Omit<Run, 'files'>,
  writes: readonly FileWrite[],
  { envPath }: Pick<Place, 'envPath'>,
): Run | undefined {
  const files = writes
    .filter(({ before, after, remove }) => remove || before !== after)
    .map(
      ({ path, before, after, remove }): FileChange => ({
        path,
        before: fingerprint(before),
        after: fingerprint(remove ? null : after),
        variables: path === envPath ? namesAdded(before ?? '', after) : undefined,
      }),
    );
  return files.length ? { ...about, files } : undefined;
}

function namesAdded(before: string, after: string): string[] {
  const known = parseDotenv(before).values;
  return [...parseDotenv(after).values.keys()].filter((name) => !known.has(name));
}

function parseRuns(text: string): Run[] {
  const journal = jsonObject(text);
  if (journal?.version !== VERSION || !Array.isArray(journal.runs)) return [];
  return journal.runs.every(isRun) ? journal.runs : [];
}

function isRun(value: unknown): value is Run {
  return (
    isRecord(value) &&
    typeof value.command === 'string' &&
    typeof value.at === 'string' &&
    Array.isArray(value.files) &&
    value.files.every(isFileChange)
  );
}

function isFileChange(value: unknown): value is FileChange {
  const isPrint = (print: unknown) => print === null || typeof print === 'string';
  return isRecord(value) && typeof value.path === 'string' && isPrint(value.before) && isPrint(value.after);
}
