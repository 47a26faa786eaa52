// Bundles src/cli into dist/: a small entry, and chunks that are loaded only when the command that needs them runs.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const { metafile } = await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.18',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  define: { CF_AIG_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

// Only now, so that a program that runs at this moment finds all its chunks: those of earlier builds.
const current = new Set(Object.keys(metafile.outputs));
for (const file of readdirSync(join(root, 'dist'), { recursive: true })) {
  const path = `dist/${file.replaceAll('\\', '/')}`;
  if (path.endsWith('.js') && !current.has(path)) rmSync(join(root, path));
}
