// Bundles src/ into dist/: the program, a small entry with chunks that are loaded only when the command that needs them
// runs, and the library, which shares them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFile, bundleProgram, LIBRARIES } from './build/bundle.js';
import { PARSER_FILE, readParser } from './build/undici-parts.js';
import { loadTypeScript } from './load-typescript.js';
import { rollTypes } from './types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
/** @type {Set<string>} */
const written = new Set();

const { metafile, files } = await bundleProgram();
mkdirSync(join(dist, 'chunks'), { recursive: true });
for (const { file, code } of files) write(file, code);
write(`chunks/${PARSER_FILE}`, readParser());
write('at-once.cjs', await bundleFile('src/cli/at-once/at-once.ts'));
/** @type {typeof import('../src/cli/at-once/help-texts.js')} */
const { renderHelp } = await loadTypeScript('src/cli/at-once/help-texts.ts');
write('help.json', JSON.stringify(await renderHelp()));
/** @type {typeof import('./man/man-page.js')} */
const { renderManPage } = await loadTypeScript('scripts/man/man-page.ts');
write('cf-aig.1', renderManPage());
for (const [name, source] of Object.entries(LIBRARIES)) writeModule(name, source);
for (const [name, text] of rollTypes(root)) write(`${name}.d.cts`, text);
write('THIRD_PARTY_NOTICES.txt', notices(Object.keys(metafile.inputs)));
// Only now, so that a program that runs at this moment finds all its chunks: those of earlier builds.
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  // Another build may be faster.
  if (entry.isFile() && !written.has(path)) rmSync(path, { force: true });
}

/** @param {string} file in dist/ @param {string | Uint8Array} content */
function write(file, content) {
  const path = join(dist, file);
  written.add(path);
  writeFileSync(path, content);
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
