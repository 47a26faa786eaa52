import { readFileSync, statSync } from 'node:fs';
import { describeErrorCode } from './describe-error-code.js';
import { errorCode } from './error-code.js';
import { type FileSystem, nodeFileSystem } from './file-system.js';

export type TextFile =
  | { kind: 'file'; path: string; realPath: string; text: string; mode: number; size: number }
  | {
      kind: 'missing' | 'directory' | 'unreadable' | 'dangling-symlink' | 'not-text' | 'too-large';
      path: string;
      /** The reason, as half a sentence for the user. */
      detail: string;
    };

/** The part of it that reading needs. */
export type ReadingFiles = Pick<FileSystem, 'stat' | 'lstat' | 'realpath' | 'readFile'>;

const MAX_BYTES = 8 * 1024 * 1024;
const MODE_BITS = 0o7777;

/** The file's text, or why it cannot be read; never throws. The text keeps its byte order mark; `size` is in bytes. */
export function readTextFile(path: string): Promise<TextFile> {
  return readTextFileFrom(nodeFileSystem, path);
}

export async function readTextFileFrom(files: ReadingFiles, path: string): Promise<TextFile> {
  try {
    const stats = await files.stat(path);
    if (stats.isDirectory()) return { kind: 'directory', path, detail: 'it is a directory' };
    // Opening a pipe or a device could block forever.
    if (!stats.isFile()) return { kind: 'not-text', path, detail: 'it is not a regular file' };
    if (stats.size > MAX_BYTES) {
      return { kind: 'too-large', path, detail: `it is ${stats.size} bytes long; the limit is ${MAX_BYTES}` };
    }
    const bytes = await files.readFile(path);
    const decoded = decode(bytes);
    if (decoded.problem !== undefined) return { kind: 'not-text', path, detail: decoded.problem };
    const realPath = await files.realpath(path);
    const mode = stats.mode & MODE_BITS;
    return { kind: 'file', path, realPath, text: decoded.text, mode, size: bytes.length };
  } catch (error) {
    return describeFailure(files, path, error);
  }
}

async function describeFailure(files: ReadingFiles, path: string, error: unknown): Promise<TextFile> {
  const code = errorCode(error);
  if (code === 'ELOOP') return { kind: 'dangling-symlink', path, detail: 'its symbolic links form a loop' };
  if (code === 'EISDIR') return { kind: 'directory', path, detail: 'it is a directory' };
  if (code !== 'ENOENT' && code !== 'ENOTDIR')
    return { kind: 'unreadable', path, detail: describeErrorCode(code) };
  const isLink = await files.lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
  if (isLink) return { kind: 'dangling-symlink', path, detail: 'the symbolic link points to nothing' };
  return { kind: 'missing', path, detail: 'no such file' };
}

function decode(bytes: Buffer): { text: string; problem?: undefined } | { problem: string } {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return { problem: 'it is UTF-16; save it as UTF-8' };
  if (bytes.includes(0)) return { problem: 'it contains binary data' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: 'it is not UTF-8' };
  }
}

/** The bytes of a regular file; undefined if there is none, or it is larger. Opening a pipe or a device could block forever. */
export async function readRegularFile(file: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.size <= maxBytes ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
