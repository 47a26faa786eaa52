import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { joinChunks } from './join-chunks.js';
import { undiciParts } from './undici-parts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The entries of the library, for both kinds of programs. */
export const LIBRARIES = {
  library: 'src/library/library.ts',
  sandbox: 'src/sandbox/library/start-sandbox.ts',
};

/** The commands that should answer at once: what they load is joined. */
const STARTS = {
  main: ['src/cli/main.ts'],
  library: ['src/library/library.ts'],
  explain: ['src/cli/commands/explain/explain.ts'],
  status: ['src/cli/commands/status/status.ts'],
  doctor: ['src/cli/commands/doctor/doctor.ts', 'src/openclaw/schema/rejections.ts'],
};

/** @satisfies {import('esbuild').TransformOptions} */
const small = /** @type {const} */ ({
  platform: 'node',
  target: 'node20.18',
  legalComments: 'none',
  minify: true,
  // Node prints the line of an error that nothing catches.
  lineLimit: 1000,
});
/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  ...small,
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  write: false,
  define: {
    CF_AIG_VERSION: JSON.stringify(version),
    CF_AIG_BUGS_URL: JSON.stringify(bugs?.url ?? ''),
    'import.meta.dirname': '__dirname',
  },
};

/**
 * The program and the library: entries, and the chunks that they share or load later. With `maps`, where in src/ each place
 * of a file comes from.
 * @param {{ maps?: boolean }} [o]
 */
export async function bundleProgram({ maps = false } = {}) {
  const program = await build({
    ...common,
    entryPoints: { main: 'src/cli/main.ts', ...LIBRARIES },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: maps && 'external',
    // For what the chunks import from each other too.
    minifyIdentifiers: true,
    plugins: [undiciParts],
    metafile: true,
  });
  const joined = await joinChunks(program, { root, outdir: join(root, 'dist'), starts: STARTS, maps });
  const files = joined.map(async ({ file, code: long }) => {
    const { code, map } = await transform(long, {
      ...small,
      format: 'cjs',
      sourcemap: maps && 'external',
      sourcefile: file,
    });
    return { file, code, map };
  });
  return { metafile: program.metafile, files: await Promise.all(files) };
}

/** One file of CommonJS. @param {string} entry @returns {Promise<string>} */
export async function bundleFile(entry) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], format: 'cjs' });
  return outputFiles.map(({ text }) => text).join('');
}
