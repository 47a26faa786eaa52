import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { toCommonJs } from './to-commonjs.js';
import { undiciParts } from './undici-parts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The entries of the library, for both kinds of programs. */
export const LIBRARIES = {
  library: 'src/library/library.ts',
  sandbox: 'src/sandbox/library/start-sandbox.ts',
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
  const { metafile, outputFiles } = await build({
    ...common,
    entryPoints: { main: 'src/cli/main.ts', ...LIBRARIES },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // Statement by statement, for `toCommonJs`. Names already here: those that chunks import from each other are short too.
    minifyWhitespace: false,
    minify: false,
    minifySyntax: true,
    minifyIdentifiers: true,
    // Always, as the names of chunks depend on it.
    sourcemap: 'inline',
    plugins: [undiciParts],
    metafile: true,
  });
  const files = outputFiles.map(async ({ path, text }) => {
    const file = relative(join(root, 'dist'), path).replaceAll('\\', '/');
    const { code, map } = await transform(toCommonJs(text), {
      ...small,
      format: 'cjs',
      sourcemap: maps && 'external',
      sourcefile: file,
    });
    return { file, code, map };
  });
  return { metafile, files: await Promise.all(files) };
}

/** One file of CommonJS. @param {string} entry @returns {Promise<string>} */
export async function bundleFile(entry) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], format: 'cjs' });
  return outputFiles.map(({ text }) => text).join('');
}
