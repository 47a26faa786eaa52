import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/** Where throw-away folders are made: in memory where there is such a place, so that no test waits for a disk. */
const ROOT = isWritable(IN_MEMORY) ? IN_MEMORY : tmpdir();

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A new, empty folder whose name has `label` in it. The caller removes it. */
export function makeTempFolder(label: string): string {
  return mkdtempSync(join(ROOT, `cf-aig ${label}`));
}

/** Runs the work in a folder of its own that is gone afterwards. */
export async function inTempFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = makeTempFolder('');
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every file of the folder with its content, by name. */
export async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const pairs = names.map(
    async (name) => [name.slice(folder.length + 1), await readFile(name, 'utf8')] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
}
