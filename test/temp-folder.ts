import { accessSync, constants, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';

/** Where throw-away folders are made: in memory where there is such a place, so that no test waits for a disk. */
const ROOT = canHoldPrograms(IN_MEMORY) ? IN_MEMORY : realTmpdir();

/** As programs see it once they are there: on macOS it is behind a link, on Windows its name may be shortened. */
function realTmpdir(): string {
  return realpathSync.native(tmpdir());
}

/** Files can be written there and run; containers often forbid the latter. */
function canHoldPrograms(root: string): boolean {
  try {
    const folder = mkdtempSync(join(root, 'cf-aig probe '));
    try {
      const file = join(folder, 'program');
      writeFileSync(file, '', { mode: 0o700 });
      accessSync(file, constants.X_OK);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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
