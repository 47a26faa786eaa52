import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { errorCode } from './error-code.js';

/** The part of FileHandle that writing needs. */
export interface WritableFile {
  writeFile(data: Uint8Array): Promise<void>;
  chmod(mode: number): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The part of node:fs/promises that writing needs; tests inject faults here. */
export interface FileSystem {
  access(path: string, mode: number): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  lstat(path: string): Promise<Stats>;
  mkdir(path: string, mode?: number): Promise<void>;
  open(path: string, flags: string, mode?: number): Promise<WritableFile>;
  readdir(path: string): Promise<string[]>;
  readFile(path: string): Promise<Buffer>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rmdir(path: string): Promise<void>;
  stat(path: string): Promise<Stats>;
  unlink(path: string): Promise<void>;
}

export const nodeFileSystem: FileSystem = {
  ...fs,
  mkdir: async (path, mode) => void (await fs.mkdir(path, mode)),
  // Not by the thread pool: the system answers in less time than it takes to hand the question over.
  lstat: async (path) => lstatSync(path),
  readdir: async (path) => readdirSync(path),
  readFile: async (path) => readFileSync(path),
  realpath: async (path) => realpathSync.native(path),
  stat: async (path) => statSync(path),
};

/** Resolves to undefined instead of rejecting with one of these error codes. */
export async function tolerate<T>(codes: readonly string[], promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codes.includes(errorCode(error))) return undefined;
    throw error;
  }
}
