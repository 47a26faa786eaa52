// Writes the generated files, those that scripts/docs/pages.ts lists, and the API reports in api/.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from './load-typescript.js';
import { rollTypes } from './types.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** @type {typeof import('./docs/pages.js')} */
const { PAGES } = await loadTypeScript('scripts/docs/pages.ts');
/** @type {typeof import('./docs/schemas/lost-fields.js')} */
const { lostFields } = await loadTypeScript('scripts/docs/schemas/lost-fields.ts');
for (const [path, render] of Object.entries(PAGES)) {
  const text = render();
  if (path.endsWith('.json') && existsSync(path)) {
    const lost = lostFields(JSON.parse(readFileSync(path, 'utf8')), JSON.parse(text));
    if (lost.length)
      throw new Error(
        `${path} loses what it promised:\n${lost.join('\n')}\nAdd fields, or raise SCHEMA_VERSION.`,
      );
  }
  write(path, text);
}
for (const [entry, text] of rollTypes(root)) write(`api/${entry}.d.ts`, text);

/**
 * Leaves a file alone that is as it should be: a newer date would call for another build.
 * @param {string} path @param {string} text
 */
function write(path, text) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
