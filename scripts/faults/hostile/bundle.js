import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Builds parts of the program as modules that a script can import: the command line with an Io in memory, the sandbox,
 * its certificates.
 * @param {string} folder
 */
export async function bundle(folder) {
  await build({
    entryPoints: {
      run: 'src/cli/run.ts',
      'memory-io': 'test/memory-io.ts',
      sandbox: 'src/sandbox/server.ts',
      'sandbox-config': 'src/sandbox/config/config.ts',
      certificate: 'src/sandbox/listening/certificate.ts',
    },
    absWorkingDir: ROOT,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
  });
  return {
    /** @type {typeof import('../../../src/sandbox/server.js')} */
    sandbox: await import(join(folder, 'sandbox.mjs')),
    /** @type {typeof import('../../../src/sandbox/config/config.js')} */
    sandboxConfig: await import(join(folder, 'sandbox-config.mjs')),
    /** @type {typeof import('../../../src/sandbox/listening/certificate.js')} */
    certificate: await import(join(folder, 'certificate.mjs')),
  };
}
