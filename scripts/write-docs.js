// Writes the generated files, those that scripts/docs/pages.ts lists, and the API reports in api/.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from './load-typescript.js';
import { rollTypes } from './types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** @type {typeof import('./docs/pages.js')} */
const { PAGES } = await loadTypeScript('scripts/docs/pages.ts');
for (const [path, render] of Object.entries(PAGES)) writeFileSync(path, render());
for (const [entry, text] of rollTypes(root)) writeFileSync(`api/${entry}.d.ts`, text);
