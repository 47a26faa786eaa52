import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The program of src/ as modules of this process. @returns {Promise<typeof import('./in-process.js')>} */
export async function loadInProcess() {
  // In the repository, where the packages are found.
  const outfile = join(root, 'node_modules', `.cf-aig-in-process-${process.pid}.mjs`);
  await build({
    entryPoints: ['scripts/faults/in-process.ts'],
    outfile,
    absWorkingDir: root,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
