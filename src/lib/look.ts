import { readdirSync, type Stats, statSync } from 'node:fs';

// Not by the thread pool: the system answers in less time than it takes to hand the question over. None of these throws.

export function exists(path: string): boolean {
  return statsOf(path) !== undefined;
}

export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

/** Empty if there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Of what a link points to; undefined if it cannot be told. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
