import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { parseDotenv } from '../../lib/dotenv/dotenv.js';
import { readTextFile, type TextFile } from '../../lib/files/read-text.js';
import type { FileWrite } from '../../lib/files/write-files.js';
import { isRecord, jsonObject } from '../../lib/json.js';
import { sha256 } from '../../lib/sha256.js';
import type { ReadText } from '../files/includes.js';
import type { Place } from '../files/locate.js';

/** One run of cf-aig that changed files. Contents are not stored here but in the backups, by fingerprint. */
export interface Run {
  /** `init`, `doctor --fix`, ... */
  command: string;
  /** ISO 8601. */
  at: string;
  /** Provider id of the block that it changed. */
  providerId?: string;
  /** Blocks for fallbacks that it added, or removed, with that block. */
  fallbackBlocks?: readonly string[];
  /** The primary model that it replaced. */
  primaryBefore?: string;
  /** In the order of writing. */
  files: FileChange[];
}

export interface FileChange {
  /** Absolute. */
  path: string;
  /** Fingerprints; null if there was no file. */
  before: string | null;
  after: string | null;
  /** Names of the variables that the run added to a `.env`. */
  variables?: string[];
}

/** The runs that `undo` can revert, oldest first. */
export interface Journal {
  path: string;
  file: TextFile;
  runs: Run[];
}

/** There are fewer backups than this, so older runs could not be reverted anyway. */
const MAX_RUNS = 50;
const VERSION = 1;

export function journalPath(configPath: string): string {
  return `${configPath}.cf-aig.journal`;
}

/** SHA-256 in hex; null for null. */
export function fingerprint(text: string | null): string | null {
  return text === null ? null : sha256(text);
}

/** An unreadable journal has no runs: it must not block any command. */
export async function readJournal(configPath: string, read: ReadText = readTextFile): Promise<Journal> {
  const path = journalPath(configPath);
  const found = await read(path);
  const file = leadsElsewhere(found) ? refusedLink(path) : found;
  return { path, file, runs: file.kind === 'file' ? parseRuns(file.text, dirname(path)) : [] };
}

/** A link to a file of another name, which must not be overwritten or removed. */
function leadsElsewhere(file: TextFile): boolean {
  return file.kind === 'file' && basename(file.realPath) !== basename(file.path);
}

function refusedLink(path: string): TextFile {
  return { kind: 'not-text', path, detail: 'it is a link to another file' };
}

/** The write that stores these runs; undefined if the journal cannot be written, or stays without runs. */
export function journalWrite({ path, file }: Journal, runs: readonly Run[]): FileWrite | undefined {
  if (file.kind !== 'file' && file.kind !== 'missing') return undefined;
  const before = file.kind === 'file' ? file.text : null;
  const recent = runs.slice(-MAX_RUNS);
  if (!recent.length)
    return before === null ? undefined : { path, before, after: '', remove: true, backup: false };
  const after = `${JSON.stringify({ version: VERSION, folder: dirname(path), runs: recent }, null, 2)}\n`;
  return { path, before, after, mode: 0o600, dirMode: 0o700, backup: false };
}

/** The run for a set of writes; undefined if they change nothing. */
export function createRun(
  run: Omit<Run, 'files'>,
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
        variables: path === envPath ? addedNames(before ?? '', after) : undefined,
      }),
    );
  return files.length ? { ...run, files } : undefined;
}

function addedNames(before: string, after: string): string[] {
  const known = parseDotenv(before).values;
  return [...parseDotenv(after).values.keys()].filter((name) => !known.has(name));
}

/** In a copy of the folder, the files are those of the copy. */
function parseRuns(text: string, folder: string): Run[] {
  const journal = jsonObject(text);
  if (journal?.version !== VERSION || !Array.isArray(journal.runs)) return [];
  const runs = journal.runs.every(isRun) ? journal.runs : [];
  const { folder: old } = journal;
  if (typeof old !== 'string' || old === folder) return runs;
  return runs.map((run) => ({
    ...run,
    files: run.files.map((file) => ({ ...file, path: moved(file.path, old, folder) })),
  }));
}

function moved(path: string, from: string, to: string): string {
  const inside = relative(from, path);
  return isAbsolute(inside) || inside.split(sep)[0] === '..' ? path : join(to, inside);
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
  const isFingerprint = (text: unknown) => text === null || typeof text === 'string';
  return (
    isRecord(value) &&
    typeof value.path === 'string' &&
    isFingerprint(value.before) &&
    isFingerprint(value.after)
  );
}
