// Bundles src/ into dist/: the program, a small entry with chunks that are loaded only when the command that needs them
// runs, and the library, which shares them.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { toCommonJs } from './to-commonjs.js';
import { rollTypes } from './types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** @type {Set<string>} */
const written = new Set();
const { version, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const define = {
  CF_AIG_VERSION: JSON.stringify(version),
  CF_AIG_BUGS_URL: JSON.stringify(bugs?.url ?? ''),
  'import.meta.dirname': '__dirname',
};
/** @satisfies {import('esbuild').TransformOptions} */
const small = /** @type {const} */ ({
  platform: 'node',
  target: 'node20.18',
  legalComments: 'none',
  minify: true,
  // Node prints the line of an error that nothing catches.
  lineLimit: 200,
});
/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  ...small,
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  define,
};
/** The entries of the library, for both kinds of programs. */
const LIBRARIES = {
  library: 'src/library/library.ts',
  sandbox: 'src/sandbox/library/start-sandbox.ts',
};

const { metafile, outputFiles } = await build({
  ...common,
  minify: false,
  entryPoints: { main: 'src/cli/main.ts', ...LIBRARIES },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  write: false,
});
mkdirSync(join(dist, 'chunks'), { recursive: true });
for (const { path, text } of outputFiles) {
  const { code } = await transform(toCommonJs(text), { ...small, format: 'cjs' });
  write(relative(dist, path), code);
}
write('at-once.cjs', await bundle('src/cli/at-once/at-once.ts'));
write('help.json', JSON.stringify(await renderHelp()));
for (const [name, source] of Object.entries(LIBRARIES)) writeModule(name, source);
for (const [name, text] of rollTypes(root)) write(`${name}.d.cts`, text);
// Only now, so that a program that runs at this moment finds all its chunks: those of earlier builds.
for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
  if (!written.has(join(file)) && statSync(join(dist, file)).isFile()) rmSync(join(dist, file));
write('THIRD_PARTY_NOTICES.txt', notices(Object.keys(metafile.inputs)));

/** @param {string} file in dist/ @param {string} text */
function write(file, text) {
  written.add(join(file));
  writeFileSync(join(dist, file), text);
}

/** @param {string} entry @returns {Promise<string>} */
async function bundle(entry) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], format: 'cjs', write: false });
  return outputFiles.map(({ text }) => text).join('');
}

/**
 * For programs that are ES modules: the same functions, and so the same classes.
 * @param {string} name
 * @param {string} source
 */
function writeModule(name, source) {
  const { exports } = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === source) ?? {};
  write(`${name}.mjs`, `export { ${exports?.join(', ')} } from './${name}.cjs';\n`);
  write(`${name}.d.mts`, `export * from './${name}.cjs';\n`);
}

/** @returns {Promise<import('../src/cli/at-once/help-texts.js').HelpTexts>} */
async function renderHelp() {
  const folder = mkdtempSync(join(tmpdir(), 'cf-aig-build-'));
  try {
    const file = join(folder, 'help-texts.cjs');
    writeFileSync(file, await bundle('src/cli/at-once/help-texts.ts'));
    const { renderHelp: render } = await import(pathToFileURL(file).href);
    return await render();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The bundle holds other people's packages: their licences go along.
 * @param {string[]} inputs
 */
function notices(inputs) {
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []);
  return [...new Set(folders)].sort().map(notice).join('\n');
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
