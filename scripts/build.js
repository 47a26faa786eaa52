// Bundles src/ into dist/: the program, a small entry with chunks that are loaded only when the command that needs them
// runs, and the library, which shares them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rollTypes } from './types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const define = { CF_AIG_VERSION: JSON.stringify(version), CF_AIG_BUGS_URL: JSON.stringify(bugs?.url ?? '') };
/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.18',
  legalComments: 'none',
  logLevel: 'warning',
  // Bundled CommonJS packages still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
};

const { metafile } = await build({
  ...common,
  entryPoints: {
    main: 'src/cli/main.ts',
    library: 'src/library/library.ts',
    sandbox: 'src/sandbox/library/start-sandbox.ts',
  },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  define,
});
const atOnce = await build({
  ...common,
  entryPoints: ['src/cli/at-once/at-once.ts'],
  outfile: 'dist/at-once.js',
  banner: {},
  define,
});
writeFileSync(join(root, 'dist', 'help.json'), JSON.stringify(await renderHelp()));

// Only now, so that a program that runs at this moment finds all its chunks: those of earlier builds.
const current = new Set([metafile, atOnce.metafile].flatMap(({ outputs }) => Object.keys(outputs)));
for (const file of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const path = `dist/${file.replaceAll('\\', '/')}`;
  if (path.endsWith('.js') && !current.has(path)) rmSync(join(root, path));
}

for (const [file, text] of rollTypes(root)) writeFileSync(join(root, 'dist', file), text);
writeFileSync(join(root, 'dist', 'THIRD_PARTY_NOTICES.txt'), notices(Object.keys(metafile.inputs)));

/** @returns {Promise<import('../src/cli/at-once/help-texts.js').HelpTexts>} */
async function renderHelp() {
  const folder = mkdtempSync(join(tmpdir(), 'cf-aig-build-'));
  try {
    const outfile = join(folder, 'help-texts.mjs');
    await build({ ...common, entryPoints: ['src/cli/at-once/help-texts.ts'], outfile, define });
    const { renderHelp: render } = await import(pathToFileURL(outfile).href);
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
