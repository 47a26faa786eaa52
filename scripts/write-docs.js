// Writes the generated pages of docs/: those that scripts/docs/pages.ts lists.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const { outputFiles } = await build({
  entryPoints: ['scripts/docs/pages.ts'],
  absWorkingDir: root,
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = outputFiles.map(({ contents }) => Buffer.from(contents).toString('base64')).join();

/** @type {typeof import('./docs/pages.js')} */
const { PAGES } = await import(`data:text/javascript;base64,${code}`);
for (const [path, render] of Object.entries(PAGES)) writeFileSync(path, render());
