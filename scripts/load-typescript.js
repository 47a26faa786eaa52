import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Loads a TypeScript module of this repository, with all that it imports.
 * @param {string} path from the root of the repository
 * @returns {Promise<any>}
 */
export async function loadTypeScript(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const code = outputFiles.map(({ contents }) => Buffer.from(contents).toString('base64')).join();
  return import(`data:text/javascript;base64,${code}`);
}
