import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds sources as modules in a folder, for attacks with more runs than processes could be started for. What two of them
 * import is one module, as in the sources.
 * @param {string} folder @param {Record<string, string>} sources by the name that `load` takes
 */
export async function bundle(folder, sources) {
  await build({
    entryPoints: sources,
    absWorkingDir: ROOT,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    // Bundled CommonJS packages still call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
  });
}

/** A module of a bundle. @param {string} folder @param {string} name @returns {Promise<any>} */
export function load(folder, name) {
  return import(pathToFileURL(moduleIn(folder, name)).href);
}

/** @param {string} folder @param {string} name */
export function moduleIn(folder, name) {
  return join(folder, `${name}.mjs`);
}

/** The program in this process. @param {string} root of the attack @returns {Promise<typeof import('./in-process.js')>} */
export async function loadInProcess(root) {
  const folder = join(root, 'bundle');
  await bundle(folder, { 'in-process': 'scripts/faults/in-process.ts' });
  return load(folder, 'in-process');
}
